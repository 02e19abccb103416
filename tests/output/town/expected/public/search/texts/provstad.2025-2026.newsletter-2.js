rundbrevSearch.text("provstad/2025-2026/newsletter-2/","Ett brev om två träffar.\nKort sagt\nVi är halvvägs.\nEn egen bakgrund i brevet.");
