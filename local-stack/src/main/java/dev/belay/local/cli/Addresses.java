package dev.belay.local.cli;

import dev.belay.local.screen.Screen;

/** What to open once the suite runs. */
final class Addresses {

    private Addresses() {}

    static void print(Screen screen, String url) {
        screen.line("  One origin for everything   " + screen.styled(Screen.Style.ACCENT, url));
        screen.line("  The API, to read and try    " + screen.styled(Screen.Style.ACCENT, url + "/docs"));
        screen.line("  Token issuer                "
                + screen.styled(Screen.Style.ACCENT, url + "/dev-issuer/.well-known/openid-configuration"));
        screen.blank();
    }
}
