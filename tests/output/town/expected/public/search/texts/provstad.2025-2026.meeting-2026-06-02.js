rundbrevSearch.text("provstad/2025-2026/meeting-2026-06-02/","Det blir ingen tårta!\nParken, Provstad");
