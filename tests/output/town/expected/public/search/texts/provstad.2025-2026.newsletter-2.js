rundbrevSearch.text("provstad/2025-2026/newsletter-2/","Ett brev om två träffar.\nKort sagt\nVi är halvvägs.\nSe igen\nEn film\nEn egen bakgrund i brevet.");
