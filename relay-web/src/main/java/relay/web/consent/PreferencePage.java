package relay.web.consent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import relay.domain.consent.PreferenceView;
import relay.domain.consent.PreferenceWish;
import relay.domain.contacts.ContactFrequency;
import relay.web.html.Html;
import relay.web.html.RecipientPage;

/**
 * The page on which a recipient chooses: a form of check boxes and radio buttons, each with its
 * label, in groups with their legends; it works without script and style.
 */
final class PreferencePage {
  private static final String CHECKED = "checked";

  private PreferencePage() {}

  /**
   * @param done what was just saved; empty: nothing
   */
  static String of(PreferenceView view, Optional<PreferenceWish> done) {
    return RecipientPage.of(
        "Your mail preferences",
        html -> {
          done.ifPresent(wish -> said(html, wish));
          if (view.isHeldBack()) {
            html.element(
                "p",
                "You once unsubscribed, so some of the mail that is on here is held back. Save to"
                    + " get it again, or turn everything off.");
          }
          html.element(
              "p",
              "They hold for the address that this link was sent to. Nothing changes before you"
                  + " press a button.");
          // No action: it goes to the address of this page, whatever proxies have made of it.
          html.open("form", "method", "post");
          lists(html, view);
          frequency(html, view.frequency());
          button(html, PreferenceWish.SAVE, "Save");
          html.close("form");
          html.element("h2", "No more mail");
          html.element(
              "p",
              "This turns off every list, also those that are not shown here, at once. Mail that you"
                  + " need, such as receipts, still reaches you.");
          html.open("form", "method", "post");
          button(html, PreferenceWish.ALL_OFF, "Turn everything off");
          html.close("form");
        });
  }

  private static void said(Html html, PreferenceWish wish) {
    html.element(
        "p",
        wish.isAllOff()
            ? "Saved: you get no more mail of any list."
            : "Saved: your preferences are as shown below.",
        "role",
        "status");
  }

  private static void button(Html html, String action, String text) {
    html.open("p");
    html.element("button", text, "type", "submit", "name", PreferenceWish.ACTION, "value", action);
    html.close("p");
  }

  private static void lists(Html html, PreferenceView view) {
    if (view.lists().isEmpty()) {
      html.element("p", "There is no list to choose.");
      return;
    }
    html.open("fieldset").element("legend", "Which mail do you want?");
    for (PreferenceView.Item item : view.lists()) {
      list(html, item);
    }
    html.close("fieldset");
  }

  private static void list(Html html, PreferenceView.Item item) {
    String id = item.list().id();
    String notes = "about-" + id;
    boolean isNoted = !item.list().description().isEmpty() || item.isWaiting();
    html.open("input", "type", "hidden", "name", PreferenceWish.SHOWN, "value", id);
    html.open("p");
    box(html, "checkbox", "list-" + id, PreferenceWish.ON, id, item.isOn(), isNoted ? notes : "");
    html.element("label", item.list().shownTitle(), "for", "list-" + id);
    if (isNoted) {
      String waits = item.isWaiting() ? " (waits for you to confirm; turn it on to do so)" : "";
      html.open("br");
      html.element("span", (item.list().description() + waits).strip(), "id", notes);
    }
    html.close("p");
  }

  private static void frequency(Html html, ContactFrequency now) {
    html.open("fieldset").element("legend", "How often at most, of all lists together?");
    for (ContactFrequency each : ContactFrequency.values()) {
      String id = "often-" + each.label();
      html.open("p");
      box(html, "radio", id, PreferenceWish.FREQUENCY, each.label(), each == now, "");
      html.element("label", words(each), "for", id);
      html.close("p");
    }
    html.close("fieldset");
  }

  private static String words(ContactFrequency frequency) {
    return switch (frequency) {
      case NORMAL -> "As it comes";
      case WEEKLY -> "At most once a week";
      case MONTHLY -> "At most once a month";
    };
  }

  private static void box(
      Html html, String type, String id, String name, String value, boolean isOn, String notes) {
    var attributes = new ArrayList<String>();
    attributes.addAll(List.of("type", type, "id", id, "name", name, "value", value));
    if (!notes.isEmpty()) {
      attributes.addAll(List.of("aria-describedby", notes));
    }
    if (isOn) {
      attributes.addAll(List.of(CHECKED, CHECKED));
    }
    html.open("input", attributes.toArray(String[]::new));
  }
}
