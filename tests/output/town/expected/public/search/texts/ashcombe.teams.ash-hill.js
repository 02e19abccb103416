rundbrevSearch.text("ashcombe/teams/ash-hill/","Ashcombe");
