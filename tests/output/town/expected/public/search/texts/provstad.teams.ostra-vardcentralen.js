rundbrevSearch.text("provstad/teams/ostra-vardcentralen/","Provstad");
