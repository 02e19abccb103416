rundbrevSearch.text("provstad/2025-2026/newsletter-1/","Vi började, och det gick bra.\nTack för i tisdags!");
