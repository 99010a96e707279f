package relay.domain.contacts;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Locale;
import relay.domain.contacts.behaviour.Behaviour;
import relay.domain.contacts.behaviour.Engagement;
import relay.domain.control.ControlJson;

/** Contacts and consents as JSON. */
public final class ContactJson {
  private ContactJson() {}

  /** What a tenant says of a contact, as it may say it again. */
  public static JsonObject write(ContactFields fields) {
    JsonObjectBuilder out = ControlJson.object().add("address", fields.address().toString());
    ControlJson.add(out, "locale", fields.locale().map(Locale::toLanguageTag));
    ControlJson.add(out, "zone", fields.zone());
    JsonObjectBuilder attributes = ControlJson.object();
    fields.attributes().forEach((name, value) -> attributes.add(name, value.json()));
    return out.add("attributes", attributes).build();
  }

  /** All of a contact. */
  public static JsonObject write(Contact contact) {
    JsonObjectBuilder consents = ControlJson.object();
    contact.consents().forEach((list, state) -> consents.add(list, state.label()));
    return ControlJson.object(
            ControlJson.object()
                .add("id", contact.id())
                .add("tenant", contact.tenant())
                .add("version", contact.version())
                .build())
        .addAll(ControlJson.object(write(contact.fields())))
        .add("consents", consents)
        .add("frequency", contact.frequency().label())
        .add("created_at", contact.createdAt().toString())
        .add("changed_at", contact.changedAt().toString())
        .build();
  }

  /** What is known of its behaviour, with the score of now. */
  public static JsonObject write(Behaviour known, Instant now) {
    JsonObjectBuilder out = ControlJson.object();
    ControlJson.add(out, "sent_at", known.sent());
    ControlJson.add(out, "delivered_at", known.delivered());
    ControlJson.add(out, "opened_at", known.opened().at());
    ControlJson.add(out, "clicked_at", known.clicked().at());
    return out.add("mails_since", known.since())
        .add("score", Math.round(Engagement.score(known.kept(), now) * 100) / 100.0)
        .build();
  }

  /** A consent with its proof. */
  public static JsonObject write(Consent consent) {
    JsonObjectBuilder out =
        ControlJson.object()
            .add("list", consent.list())
            .add("state", consent.state().label())
            .add("source", consent.source().label())
            .add("at", consent.at().toString());
    ControlJson.add(out, "ip", consent.ip());
    if (!consent.wording().isEmpty()) {
      out.add("wording", consent.wording());
    }
    if (!consent.origin().isEmpty()) {
      out.add("origin", consent.origin());
    }
    return out.build();
  }
}
