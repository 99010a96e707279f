package relay.domain.contacts;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;
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
