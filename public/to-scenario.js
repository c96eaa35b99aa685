// Of a scenario's page for previews: leads on to the scenario.
location.replace(document.querySelector('h1 a').href);
