// The network is back: the page that was asked for is asked for once more.
addEventListener("online", () => location.reload());
