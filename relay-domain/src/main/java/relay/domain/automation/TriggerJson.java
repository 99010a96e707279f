package relay.domain.automation;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import relay.domain.control.ControlJson;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;
import relay.domain.mail.CampaignName;
import relay.domain.tenancy.ShortName;

/**
 * A trigger as a document: an object with one of joined, date, event, opened, clicked, not_opened.
 */
final class TriggerJson {
  private static final Set<String> FORMS =
      Set.of("joined", "date", "event", "opened", "clicked", "not_opened");
  private static final int DAYS_MAX = 366;
  private static final int TEXT_CHARS_MAX = 64;
  private static final int LINK_CHARS_MAX = 2_000;

  private TriggerJson() {}

  /**
   * Reads the field {@code trigger}.
   *
   * @throws InvalidField naming what breaks a rule
   */
  static Trigger read(Fields plan) {
    Fields fields = plan.within("trigger");
    List<String> forms = fields.names().stream().filter(FORMS::contains).toList();
    if (forms.size() != 1) {
      throw new InvalidField(
          "trigger", "must have exactly one of joined, date, event, opened, clicked, not_opened");
    }
    String form = forms.get(0);
    Set<String> known =
        switch (form) {
          case "date" -> Set.of("date", "days", "yearly", "at");
          case "clicked" -> Set.of("clicked", "link");
          case "not_opened" -> Set.of("not_opened", "days");
          default -> Set.of(form);
        };
    for (String name : fields.names()) {
      if (!known.contains(name)) {
        throw fields.invalid(name, "is not known beside " + form);
      }
    }
    return read(fields, form);
  }

  private static Trigger read(Fields fields, String form) {
    String text =
        fields
            .text(form, TEXT_CHARS_MAX)
            .filter(t -> !t.isEmpty())
            .orElseThrow(() -> fields.invalid(form, "must be given"));
    return switch (form) {
      case "joined" -> new Trigger.Joined(text);
      case "date" ->
          new Trigger.Dated(
              text,
              (int) fields.number("days", -DAYS_MAX, DAYS_MAX, 0),
              fields.yesNo("yearly", false),
              StepsJson.time(fields, "at").orElse(LocalTime.of(9, 0)));
      case "event" -> new Trigger.Told(event(fields, form));
      case "not_opened" ->
          new Trigger.NotOpened(mailing(fields, form), (int) fields.number("days", 1, DAYS_MAX, 3));
      default ->
          new Trigger.Reacted(
              form.equals("clicked"), mailing(fields, form), fields.text("link", LINK_CHARS_MAX));
    };
  }

  private static String event(Fields fields, String form) {
    return fields.value(form, ShortName.RULE, ShortName::of).orElseThrow();
  }

  private static String mailing(Fields fields, String form) {
    return fields.value(form, CampaignName.RULE, CampaignName::of).orElseThrow();
  }

  static JsonObject write(Trigger trigger) {
    JsonObjectBuilder out = ControlJson.object();
    if (trigger instanceof Trigger.Joined joined) {
      out.add("joined", joined.list());
    } else if (trigger instanceof Trigger.Dated dated) {
      out.add("date", dated.attribute())
          .add("days", dated.days())
          .add("yearly", dated.yearly())
          .add("at", dated.at().toString());
    } else if (trigger instanceof Trigger.Told told) {
      out.add("event", told.event());
    } else if (trigger instanceof Trigger.Reacted reacted) {
      out.add(reacted.clicked() ? "clicked" : "opened", reacted.mailing());
      ControlJson.add(out, "link", reacted.link());
    } else if (trigger instanceof Trigger.NotOpened not) {
      out.add("not_opened", not.mailing()).add("days", not.days());
    }
    return out.build();
  }
}
