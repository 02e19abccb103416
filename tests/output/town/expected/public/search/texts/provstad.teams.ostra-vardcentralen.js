rundbrevSearch.text("provstad/teams/ostra-vardcentralen/","Högläsning\nprocent av klasserna");
