package relay.domain.contacts.file;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import relay.domain.contacts.AttributeType;
import relay.domain.contacts.AttributeValue;
import relay.domain.contacts.Consent;
import relay.domain.contacts.ConsentReader;
import relay.domain.contacts.ConsentSource;
import relay.domain.contacts.ConsentState;
import relay.domain.contacts.ContactFields;
import relay.domain.contacts.ContactReader;
import relay.domain.contacts.ContactSchema;
import relay.domain.control.ControlJson;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;
import relay.domain.csv.CsvLine;
import relay.domain.csv.RawRecord;

/** Reads rows of a file by what their tenant has declared now. Immutable, thread-safe. */
public final class RowReader {
  private static final String CONSENTS = "consents";
  private final ContactSchema schema;
  private final ImportOrder order;
  private final List<String> columns;
  private final Instant now;

  /**
   * @param columns of CSV; not looked at for JSON
   * @param now the time of a consent whose time the file does not tell
   */
  public RowReader(ContactSchema schema, ImportOrder order, ImportColumns columns, Instant now) {
    this.schema = schema;
    this.order = order;
    this.columns = columns.targets();
    this.now = now;
  }

  public ImportRow read(RawRecord record) {
    if (record.fault().isPresent()) {
      return new ImportRow.Faulty(record.line(), "", record.fault().get());
    }
    try {
      return order.format() == ContactFileFormat.CSV
          ? values(record)
          : document(record.line(), record.text());
    } catch (InvalidField e) {
      return new ImportRow.Faulty(record.line(), e.field(), e.rule());
    }
  }

  private ImportRow values(RawRecord record) {
    List<String> values;
    try {
      values = CsvLine.read(record.text(), order.separator().orElse(','));
    } catch (IllegalArgumentException e) {
      throw new InvalidField("", e.getMessage());
    }
    if (values.size() > columns.size()) {
      throw new InvalidField(
          "", "has more values than the first line has names; quote values with separators");
    }
    Map<String, String> given = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i).strip();
      if (!value.isEmpty()) {
        given.put(columns.get(i), value);
      }
    }
    return new ImportRow.Given(record.line(), fields(given), wishes(given));
  }

  private ContactFields fields(Map<String, String> given) {
    JsonObjectBuilder own = ControlJson.object();
    Map<String, AttributeValue> attributes = new TreeMap<>();
    given.forEach(
        (target, text) -> {
          if (target.equals(ImportColumns.ADDRESS)
              || target.equals(ImportColumns.LOCALE)
              || target.equals(ImportColumns.ZONE)) {
            own.add(target, text);
          } else if (!target.equals(ImportColumns.NOTHING)
              && !target.startsWith(ImportColumns.LIST)
              && !ImportColumns.isProof(target)) {
            attributes.put(target, attribute(target, text));
          }
        });
    ContactFields bare = new ContactReader(schema).read(own.build());
    return new ContactFields(bare.address(), attributes, bare.locale(), bare.zone());
  }

  private AttributeValue attribute(String name, String text) {
    AttributeType type = schema.attributes().get(name);
    if (type == null) {
      throw new InvalidField(name, "is not declared any more; declare the attribute again");
    }
    try {
      return type.parse(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidField(name, type.rule());
    }
  }

  private List<Consent> wishes(Map<String, String> given) {
    Map<String, ConsentState> states = new TreeMap<>(order.consents());
    given.forEach(
        (target, text) -> {
          if (target.startsWith(ImportColumns.LIST)) {
            states.put(target.substring(ImportColumns.LIST.length()), state(target, text));
          }
        });
    return wishes(
        states,
        Optional.ofNullable(given.get(ImportColumns.AT)),
        Optional.ofNullable(given.get(ImportColumns.IP)),
        Optional.ofNullable(given.get(ImportColumns.WORDING)));
  }

  private static ConsentState state(String field, String text) {
    return ConsentState.labelled(text.strip().toLowerCase(java.util.Locale.ROOT))
        .orElseThrow(
            () -> new InvalidField(field, "must be pending, confirmed or unsubscribed, or empty"));
  }

  private List<Consent> wishes(
      Map<String, ConsentState> states,
      Optional<String> at,
      Optional<String> ip,
      Optional<String> wording) {
    List<Consent> wishes = new ArrayList<>();
    for (Map.Entry<String, ConsentState> each : states.entrySet()) {
      JsonObjectBuilder proof =
          ControlJson.object()
              .add("state", each.getValue().label())
              .add("origin", order.origin())
              .add("wording", wording.orElse(order.wording()));
      at.ifPresent(text -> proof.add("at", text));
      ip.ifPresent(text -> proof.add("ip", text));
      Consent wish;
      try {
        wish = ConsentReader.read(each.getKey(), proof.build(), now).by(ConsentSource.IMPORT);
      } catch (InvalidField e) {
        throw new InvalidField("consent_" + e.field(), e.rule());
      }
      if (wish.state() != ConsentState.UNSUBSCRIBED) {
        proven(wish);
      }
      wishes.add(wish);
    }
    return wishes;
  }

  private static void proven(Consent wish) {
    if (wish.origin().isEmpty()) {
      throw new InvalidField(
          ImportColumns.LIST + wish.list(),
          "gives a consent, but the import does not say its origin; give origin");
    }
    if (wish.wording().isEmpty()) {
      throw new InvalidField(
          ImportColumns.WORDING,
          "must name the version of the text that was agreed to, here or for the whole import");
    }
  }

  private ImportRow document(long line, String text) {
    JsonObject json;
    try {
      json = ControlJson.read(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidField("", "must be one JSON object in one line");
    }
    JsonObjectBuilder own = ControlJson.object();
    json.forEach(
        (name, value) -> {
          if (!isPassedOver(name)) {
            own.add(name, value);
          }
        });
    ContactFields fields = new ContactReader(schema).read(own.build());
    Fields proof = new Fields(json);
    Map<String, ConsentState> states = new TreeMap<>(order.consents());
    JsonValue consents = json.getOrDefault(CONSENTS, JsonValue.EMPTY_JSON_OBJECT);
    if (!(consents instanceof JsonObject object)) {
      throw new InvalidField(CONSENTS, "must be an object: the state by id of the list");
    }
    Fields each = new Fields(object);
    for (String list : each.names()) {
      if (!schema.lists().containsKey(list)) {
        throw new InvalidField(CONSENTS + "." + list, "there is no list of this id");
      }
      each.text(list).ifPresent(word -> states.put(list, state(CONSENTS + "." + list, word)));
    }
    return new ImportRow.Given(
        line,
        fields,
        wishes(
            states,
            proof.text(ImportColumns.AT),
            proof.text(ImportColumns.IP),
            proof.text(ImportColumns.WORDING)));
  }

  private static boolean isPassedOver(String name) {
    return name.equals(CONSENTS) || ImportColumns.isProof(name) || ImportColumns.isPassedOver(name);
  }
}
