rundbrevSearch.text("ashcombe/teams/zebra-lane/","Ashcombe");
