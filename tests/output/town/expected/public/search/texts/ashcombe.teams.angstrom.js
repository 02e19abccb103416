rundbrevSearch.text("ashcombe/teams/angstrom/","Every class walks on Fridays.\nWe meet at the corner at 7.45.\nAshcombe");
