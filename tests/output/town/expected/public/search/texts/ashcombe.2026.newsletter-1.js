rundbrevSearch.text("ashcombe/2026/newsletter-1/","Twelve people, three maps and one plan.\nThank you all for coming.");
