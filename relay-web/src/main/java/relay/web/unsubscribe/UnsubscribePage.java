package relay.web.unsubscribe;

import java.util.function.Consumer;
import relay.domain.identity.UnsubscribeFields;
import relay.domain.unsubscribe.UnsubscribeOutcome;
import relay.web.html.Html;

/**
 * Pages for recipients: one heading, one sentence, at most one button; readable by any program that
 * reads pages aloud, and without script. They say nothing about the relay or the recipient.
 */
final class UnsubscribePage {
  private UnsubscribePage() {}

  static String question() {
    String[] value = UnsubscribeFields.ONE_CLICK.split("=", 2);
    return page(
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

  static String of(UnsubscribeOutcome outcome) {
    return switch (outcome) {
      case DONE ->
          told(
              "You are unsubscribed",
              "No more mail of this kind will be sent to this address. You can close this page.");
      case FORGED ->
          told(
              "This link does not work",
              "It is not complete, or not one of ours. Nothing was changed. Copy the whole link from"
                  + " the mail, or answer the mail and say that you want no more.");
      case EXPIRED ->
          told(
              "This link is too old",
              "Nothing was changed. Use the link of a newer mail, or answer the mail and say that you"
                  + " want no more.");
      case FORGOTTEN ->
          told(
              "This link is too old",
              "It is not known any more to whom this mail was sent. Nothing was changed. Use the link"
                  + " of a newer mail, or answer the mail and say that you want no more.");
      case LATER ->
          told(
              "Please try again",
              "Nothing was changed yet. Load this page again in a few seconds.");
      case TOO_MANY ->
          told(
              "Too many attempts",
              "Too many links that do not work were tried from here. Wait for a minute.");
    };
  }

  static String notOneClick() {
    return told(
        "Nothing was changed",
        "This request does not say "
            + UnsubscribeFields.ONE_CLICK
            + ". Open the link, and press the"
            + " button.");
  }

  private static String told(String title, String sentence) {
    return page(title, html -> html.element("p", sentence, "role", "status"));
  }

  private static String page(String title, Consumer<Html> content) {
    var html = new Html();
    html.open("html", "lang", "en").open("head").open("meta", "charset", "utf-8");
    html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.open("meta", "name", "robots", "content", "noindex");
    html.element("title", title);
    // Relative to u/TOKEN, also behind a proxy that adds to the path.
    html.open("link", "rel", "stylesheet", "href", "../style.css").close("head");
    html.open("body").open("main").element("h1", title);
    content.accept(html);
    html.close("main").close("body").close("html");
    return "<!DOCTYPE html>\n" + html;
  }
}
