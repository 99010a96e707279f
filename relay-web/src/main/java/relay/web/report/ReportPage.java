package relay.web.report;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.view.DeliveryReport;
import relay.domain.view.Reception;
import relay.domain.view.RecipientReport;
import relay.domain.view.RecipientState;
import relay.web.html.Html;
import relay.web.html.Words;

/** The report as a page that needs nothing but its style sheet, on screen and on paper. */
final class ReportPage {
  private static final Map<String, String> HOW_IT_CAME =
      Map.of(
          EventField.CLIENT, "From the address",
          EventField.HELO, "Which called itself",
          EventField.PROTOCOL, "Over",
          EventField.TLS, "Encrypted by");
  private static final List<String> ORDER =
      List.of(EventField.CLIENT, EventField.HELO, EventField.PROTOCOL, EventField.TLS);

  private ReportPage() {}

  /**
   * @param root the path of the application, with a slash at its end
   */
  static String of(DeliveryReport report, String host, Instant now, String root) {
    Html html = new Html();
    html.open("html", "lang", "en").open("head").open("meta", "charset", "utf-8");
    html.open("base", "href", root);
    html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.element("title", "Delivery report " + report.message().id());
    html.open("link", "rel", "stylesheet", "href", "report.css").close("head");
    html.open("body").open("main").open("header");
    html.element("h1", "Delivery report");
    html.element("p", "Made by " + host + " on " + Words.time(now), "class", "made");
    html.close("header");
    mail(html, report);
    report.recipients().forEach(r -> recipient(html, r));
    end(html, report);
    html.close("main").close("body").close("html");
    return "<!DOCTYPE html>\n" + html;
  }

  private static void mail(Html html, DeliveryReport report) {
    Reception mail = report.message().reception();
    html.open("section").element("h2", "The mail").open("dl");
    fact(html, "Queue id", report.message().id().text());
    fact(html, "Subject", Words.orElse(mail.subject(), "(none)"));
    fact(html, "Message-ID", mail.messageId());
    fact(html, "Envelope sender", Words.orElse(mail.sender(), "<> (a report)"));
    fact(html, "Size", mail.size() + " octets");
    fact(html, "Accepted", mail.acceptedAt().toString());
    fact(html, "By the listener", mail.door());
    report
        .received()
        .ifPresent(
            event -> ORDER.forEach(name -> fact(html, HOW_IT_CAME.get(name), text(event, name))));
    fact(html, "Logged in as", mail.user());
    fact(html, "Tenant and stream", mail.owner().tenant() + ", " + mail.owner().stream());
    html.close("dl").close("section");
  }

  private static void recipient(Html html, RecipientReport recipient) {
    html.open("section", "class", "recipient");
    html.element("h2", recipient.address());
    html.element("p", recipient.verdict(), "class", "verdict " + kind(recipient));
    recipient.end().ifPresent(event -> dialogue(html, event));
    if (!recipient.events().isEmpty()) {
      history(html, recipient.events());
    }
    html.close("section");
  }

  /** The end of the dialogue with the last server. */
  private static void dialogue(Html html, MailEvent event) {
    html.open("dl");
    fact(html, "Server", text(event, EventField.HOST));
    fact(html, "Its address", text(event, EventField.HOST_ADDRESS));
    fact(html, "Our address", text(event, EventField.SOURCE_ADDRESS));
    fact(html, "Encrypted by", text(event, EventField.TLS));
    fact(html, "Signed by", text(event, EventField.SIGNED_BY));
    fact(html, "Last reply", text(event, EventField.REPLY));
    fact(html, "Took", millis(event, EventField.ATTEMPT_MILLIS));
    fact(html, "After acceptance", millis(event, EventField.AGE_MILLIS));
    html.close("dl");
  }

  private static void history(Html html, List<MailEvent> events) {
    html.open("table").open("thead").open("tr");
    for (String column : List.of("Time (UTC)", "What", "Attempt", "Server", "Reply or reason")) {
      html.element("th", column, "scope", "col");
    }
    html.close("tr").close("thead").open("tbody");
    for (MailEvent event : events) {
      html.open("tr");
      html.element("td", Words.time(event.at().toString()));
      html.element("td", word(event.type()));
      html.element("td", event.attempt() == 0 ? "" : Integer.toString(event.attempt()));
      html.element("td", text(event, EventField.HOST));
      String reply = text(event, EventField.REPLY);
      html.element("td", reply.isEmpty() ? text(event, EventField.REASON) : reply);
      html.close("tr");
    }
    html.close("tbody").close("table");
  }

  private static void end(Html html, DeliveryReport report) {
    html.open("footer");
    if (!report.complete()) {
      html.element(
          "p",
          "More happened than is kept for search: the journal files have the rest.",
          "class",
          "missing");
    }
    html.element(
        "p",
        "Delivered means that the server named took responsibility for the mail (RFC 5321 4.2.5),"
            + " not that somebody has read it. Times are those of the relay's clock.");
    html.element(
        "p", "SHA-256 of the journal lines that this report is made of: " + report.fingerprint());
    html.close("footer");
  }

  private static void fact(Html html, String name, String value) {
    if (!value.isEmpty()) {
      html.element("dt", name).element("dd", value);
    }
  }

  private static String millis(MailEvent event, String field) {
    String number = text(event, field);
    return number.isEmpty() ? "" : number + " ms";
  }

  private static String text(MailEvent event, String field) {
    Object value = event.details().get(field);
    if (value instanceof List<?> list) {
      return list.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
    return value == null ? "" : value.toString();
  }

  private static String kind(RecipientReport recipient) {
    RecipientState state = recipient.standing().state();
    return state == RecipientState.DELIVERED ? "good" : state.isOpen() ? "open" : "bad";
  }

  private static String word(EventType type) {
    String words = type.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
