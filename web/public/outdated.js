// Only browsers without ES modules run this, so it is written for them.
document.getElementById("boot-loading").style.display = "none";
document.getElementById("boot-outdated").removeAttribute("hidden");
