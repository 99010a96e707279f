package relay.domain.contacts.file;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import relay.domain.contacts.Consent;
import relay.domain.contacts.ConsentReader;
import relay.domain.contacts.ConsentState;
import relay.domain.contacts.ContactSchema;
import relay.domain.control.ControlJson;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;

/** Orders as JSON, as people give them and as they are kept. */
public final class ImportOrderJson {
  private static final Map<String, Character> SEPARATORS =
      Map.of("comma", ',', "semicolon", ';', "tab", '\t');
  private static final Set<String> FIELDS =
      Set.of(
          "format",
          "separator",
          "mapping",
          "merge",
          "consents",
          "origin",
          "wording",
          "leave_roles",
          "dry_run");

  private ImportOrderJson() {}

  /** What {@link #write} wrote; its lists need not be there any more. */
  public static ImportOrder kept(JsonObject json) {
    return read(json, list -> true);
  }

  /**
   * Reads an order.
   *
   * @throws InvalidField naming the first field that breaks a rule
   */
  public static ImportOrder read(JsonObject json, ContactSchema schema) {
    return read(json, schema.lists()::containsKey);
  }

  private static ImportOrder read(JsonObject json, Predicate<String> isList) {
    Fields fields = new Fields(json);
    for (String name : fields.names()) {
      if (!FIELDS.contains(name)) {
        throw new InvalidField(name, "is not known");
      }
    }
    var order =
        new ImportOrder(
            fields.word("format", ContactFileFormat.class).orElse(ContactFileFormat.CSV),
            fields.value(
                "separator", "must be comma, semicolon or tab", ImportOrderJson::separator),
            texts(json, "mapping"),
            fields.word("merge", MergeRule.class).orElse(MergeRule.FILL_EMPTY),
            consents(json, isList),
            ConsentReader.line("origin", fields.text("origin").orElse("")),
            ConsentReader.line("wording", fields.text("wording").orElse("")),
            fields.yesNo("leave_roles", false),
            fields.yesNo("dry_run", false));
    boolean givesConsent =
        order.consents().values().stream().anyMatch(s -> s != ConsentState.UNSUBSCRIBED);
    if (givesConsent && order.origin().isEmpty()) {
      throw new InvalidField(
          "origin", "must say where the people of the file agreed, such as: fair in Berlin 2026");
    }
    if (givesConsent
        && order.wording().isEmpty()
        && !order.mapping().containsValue(ImportColumns.WORDING)
        && order.format() == ContactFileFormat.CSV) {
      throw new InvalidField(
          "wording", "must name the version of the text that the people of the file agreed to");
    }
    return order;
  }

  private static Character separator(String word) {
    return Optional.ofNullable(SEPARATORS.get(word)).orElseThrow(IllegalArgumentException::new);
  }

  private static Map<String, String> texts(JsonObject json, String name) {
    Map<String, String> texts = new TreeMap<>();
    if (json.get(name) instanceof JsonObject object && object.size() <= ImportColumns.COLUMNS_MAX) {
      object.forEach(
          (key, value) -> {
            if (!(value instanceof JsonString text)
                || text.getString().length() > Consent.WORDING_CHARS_MAX
                || key.length() > Consent.WORDING_CHARS_MAX) {
              throw new InvalidField(name + "." + key, "must be a short text");
            }
            texts.put(ImportColumns.nameOf(key), text.getString().strip());
          });
    } else if (json.containsKey(name)) {
      throw new InvalidField(
          name,
          "must be an object of at most "
              + ImportColumns.COLUMNS_MAX
              + " texts: what a column says, by its name");
    }
    return texts;
  }

  private static Map<String, ConsentState> consents(JsonObject json, Predicate<String> isList) {
    Map<String, ConsentState> consents = new TreeMap<>();
    texts(json, "consents")
        .forEach(
            (list, state) -> {
              if (!isList.test(list)) {
                throw new InvalidField("consents." + list, "there is no list of this id");
              }
              consents.put(
                  list,
                  ConsentState.labelled(state)
                      .orElseThrow(
                          () ->
                              new InvalidField(
                                  "consents." + list,
                                  "must be pending, confirmed or unsubscribed")));
            });
    return consents;
  }

  /** As {@link #read} reads it. */
  public static JsonObject write(ImportOrder order) {
    JsonObjectBuilder out = ControlJson.object().add("format", Fields.word(order.format()));
    order
        .separator()
        .ifPresent(
            found ->
                SEPARATORS.forEach(
                    (word, each) -> {
                      if (each.equals(found)) {
                        out.add("separator", word);
                      }
                    }));
    JsonObjectBuilder mapping = ControlJson.object();
    order.mapping().forEach(mapping::add);
    JsonObjectBuilder consents = ControlJson.object();
    new LinkedHashSet<>(order.consents().keySet())
        .forEach(list -> consents.add(list, order.consents().get(list).label()));
    return out.add("mapping", mapping)
        .add("merge", Fields.word(order.merge()))
        .add("consents", consents)
        .add("origin", order.origin())
        .add("wording", order.wording())
        .add("leave_roles", order.leavesRoles())
        .add("dry_run", order.isDryRun())
        .build();
  }
}
