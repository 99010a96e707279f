package relay.domain.contacts.file;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import relay.domain.control.ControlJson;
import relay.domain.control.Fields;

/** What came of the rows of a file so far. Immutable. */
public record ImportCounts(Map<ImportCounts.Of, Long> numbers) {
  /** What is counted. */
  public enum Of {
    /** Contacts, errors and all. */
    ROWS,
    ADDED,
    CHANGED,
    /** As they were. */
    SAME,
    FAULTY,
    /** Held back by the suppression list; taken all the same. */
    SUPPRESSED,
    ROLE,
    /** Changes of consents, each with its proof. */
    CONSENTS,
    /** Consents that must not be. */
    REFUSED;

    String label() {
      return Fields.word(this);
    }
  }

  public static final ImportCounts NONE = new ImportCounts(Map.of());

  public ImportCounts {
    Map<Of, Long> all = new EnumMap<>(Of.class);
    for (Of each : Of.values()) {
      all.put(each, numbers.getOrDefault(each, 0L));
    }
    numbers = Collections.unmodifiableMap(all);
  }

  public long of(Of what) {
    return numbers.get(what);
  }

  public ImportCounts plus(ImportCounts other) {
    Map<Of, Long> sums = new EnumMap<>(numbers);
    other.numbers.forEach((what, number) -> sums.merge(what, number, Long::sum));
    return new ImportCounts(sums);
  }

  public JsonObject json() {
    JsonObjectBuilder out = ControlJson.object();
    numbers.forEach((what, number) -> out.add(what.label(), number));
    return out.build();
  }

  /** As {@link #json} writes it; what is not there is 0. */
  public static ImportCounts read(JsonObject json) {
    Map<Of, Long> numbers = new EnumMap<>(Of.class);
    for (Of each : Of.values()) {
      numbers.put(each, new Fields(json).number(each.label(), 0, Long.MAX_VALUE / 2, 0));
    }
    return new ImportCounts(numbers);
  }
}
