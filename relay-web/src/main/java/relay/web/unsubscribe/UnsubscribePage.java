package relay.web.unsubscribe;

import relay.domain.identity.UnsubscribeFields;
import relay.domain.unsubscribe.LinkOutcome;
import relay.web.html.RecipientPage;

/**
 * Pages for recipients: one heading, one sentence, at most one button; readable by any program that
 * reads pages aloud, and without script. They say nothing about the relay or the recipient.
 */
final class UnsubscribePage {
  private UnsubscribePage() {}

  static String question() {
    String[] value = UnsubscribeFields.ONE_CLICK.split("=", 2);
    return RecipientPage.of(
        "Unsubscribe",
        html -> {
          html.element(
              "p",
              "Press the button to get no more mail of this kind at the address that this link was"
                  + " sent to. Nothing changes before you press it.");
          // No action: it goes to the address of this page, whatever proxies have made of it.
          html.open("form", "method", "post");
          html.open("input", "type", "hidden", "name", value[0], "value", value[1]);
          html.element("button", "Unsubscribe", "type", "submit");
          html.close("form");
        });
  }

  static String of(LinkOutcome outcome) {
    return switch (outcome) {
      case DONE ->
          RecipientPage.told(
              "You are unsubscribed",
              "No more mail of this kind will be sent to this address. You can close this page.");
      case FORGED ->
          RecipientPage.told(
              "This link does not work",
              "It is not complete, or not one of ours. Nothing was changed. Copy the whole link from"
                  + " the mail, or answer the mail and say that you want no more.");
      case EXPIRED ->
          RecipientPage.told(
              "This link is too old",
              "Nothing was changed. Use the link of a newer mail, or answer the mail and say that you"
                  + " want no more.");
      case FORGOTTEN ->
          RecipientPage.told(
              "This link is too old",
              "It is not known any more to whom this mail was sent. Nothing was changed. Use the link"
                  + " of a newer mail, or answer the mail and say that you want no more.");
      case LATER ->
          RecipientPage.told(
              "Please try again",
              "Nothing was changed yet. Load this page again in a few seconds.");
      case TOO_MANY ->
          RecipientPage.told(
              "Too many attempts",
              "Too many links that do not work were tried from here. Wait for a minute.");
    };
  }

  static String notOneClick() {
    return RecipientPage.told(
        "Nothing was changed",
        "This request does not say "
            + UnsubscribeFields.ONE_CLICK
            + ". Open the link, and press the"
            + " button.");
  }
}
