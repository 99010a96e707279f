package relay.domain.contacts.file;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import relay.domain.contacts.AttributeValue;
import relay.domain.contacts.Consent;
import relay.domain.contacts.ConsentState;
import relay.domain.contacts.Contact;
import relay.domain.contacts.ContactDesk;
import relay.domain.contacts.ContactFilter;
import relay.domain.contacts.ContactJson;
import relay.domain.contacts.ContactSchema;
import relay.domain.control.ControlJson;
import relay.domain.csv.CsvLine;

/**
 * Contacts of a tenant as a file that an import takes: as CSV with states, as lines of JSON with
 * every proof of consent too. A page of contacts is in memory at a time.
 */
public final class ContactExport {
  private static final int PAGE = 500;
  private static final String END = "\r\n";
  private final ContactDesk desk;
  private final String tenant;
  private final ContactFilter filter;
  private final ContactSchema schema;

  public ContactExport(ContactDesk desk, String tenant, ContactFilter filter) {
    this.desk = desk;
    this.tenant = tenant;
    this.filter = filter;
    this.schema = desk.schema(tenant);
  }

  /**
   * Writes all, in the order in which they were made.
   *
   * @param sink takes one line with its end at a time
   */
  public void write(ContactFileFormat format, Consumer<String> sink) {
    if (format == ContactFileFormat.CSV) {
      sink.accept(CsvLine.write(head()) + END);
    }
    Optional<String> cursor = Optional.empty();
    do {
      ContactDesk.Page page = desk.list(tenant, filter, cursor, PAGE);
      if (format == ContactFileFormat.CSV) {
        page.contacts().forEach(contact -> sink.accept(CsvLine.write(values(contact)) + END));
      } else {
        Map<String, List<Consent>> proofs = desk.proofs(tenant, page.contacts());
        page.contacts()
            .forEach(
                contact ->
                    sink.accept(
                        document(contact, proofs.getOrDefault(contact.id(), List.of())) + "\n"));
      }
      cursor = page.next();
    } while (cursor.isPresent());
  }

  private List<String> head() {
    List<String> names =
        new ArrayList<>(
            List.of("id", ImportColumns.ADDRESS, ImportColumns.LOCALE, ImportColumns.ZONE));
    names.addAll(schema.attributes().keySet());
    schema.lists().keySet().forEach(list -> names.add(ImportColumns.LIST + list));
    names.addAll(List.of("created_at", "changed_at"));
    return names;
  }

  private List<String> values(Contact contact) {
    List<String> values = new ArrayList<>();
    values.add(contact.id());
    values.add(contact.fields().address().toString());
    values.add(contact.fields().locale().map(Locale::toLanguageTag).orElse(""));
    values.add(contact.fields().zone().map(Object::toString).orElse(""));
    for (String name : schema.attributes().keySet()) {
      values.add(
          Optional.ofNullable(contact.fields().attributes().get(name))
              .map(AttributeValue::text)
              .orElse(""));
    }
    for (String list : schema.lists().keySet()) {
      values.add(
          Optional.ofNullable(contact.consents().get(list)).map(ConsentState::label).orElse(""));
    }
    values.add(contact.createdAt().toString());
    values.add(contact.changedAt().toString());
    return values;
  }

  private static JsonObject document(Contact contact, List<Consent> proofs) {
    JsonArrayBuilder all = ControlJson.array();
    proofs.forEach(proof -> all.add(ContactJson.write(proof)));
    return ControlJson.object(ContactJson.write(contact)).add("proofs", all).build();
  }
}
