package relay.batch.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import relay.domain.retention.AgingRows;

/** The last step of the prune job, as the batch runtime does it. */
class OldRowsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private final InMemoryRows reports = new InMemoryRows("reports", 25);
  private final InMemoryRows others = new InMemoryRows("others", 13);
  private final InMemoryRows none = new InMemoryRows("none", 0);
  private final List<AgingRows> all = List.of(reports, none, others);

  @Test
  void shouldRemoveTheOldRowsOfEveryKind() {
    run(10, Integer.MAX_VALUE);

    assertThat(reports.keys).isEmpty();
    assertThat(others.keys).isEmpty();
    assertThat(reports.askedAt).containsOnly(NOW);
  }

  @Test
  void shouldRemoveEachKeyByItsKindOnly() {
    others.keys.clear();
    others.keys.addAll(reports.keys);

    run(7, 1);

    assertThat(reports.keys).hasSize(18);
    assertThat(others.keys).hasSize(25);
  }

  @Test
  void shouldGoOnAfterACrashAndRepeatWithoutHarm() {
    run(10, 2);
    List<Object> again = read(reader(), 10);
    writer().writeItems(again);
    writer().writeItems(again);

    run(10, Integer.MAX_VALUE);

    assertThat(reports.keys).isEmpty();
    assertThat(others.keys).isEmpty();
  }

  @Test
  void shouldHaveNothingToDoWhereNothingIsOld() {
    reports.keys.clear();
    others.keys.clear();

    assertThat(read(reader(), 10)).isEmpty();
  }

  private void run(int chunkSize, int chunksMax) {
    OldRowReader reader = reader();
    for (int chunk = 0; chunk < chunksMax; chunk++) {
      List<Object> items = read(reader, chunkSize);
      if (items.isEmpty()) {
        return;
      }
      writer().writeItems(items);
    }
  }

  private OldRowReader reader() {
    var reader = new OldRowReader();
    reader.all(all);
    reader.now = NOW.toString();
    reader.batch = "10";
    reader.open(null);
    return reader;
  }

  private RowRemoval writer() {
    var writer = new RowRemoval();
    writer.all(all);
    return writer;
  }

  private static List<Object> read(OldRowReader reader, int max) {
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < max; i++) {
      Object item = reader.readItem();
      if (item == null) {
        break;
      }
      items.add(item);
    }
    return items;
  }

  private static final class InMemoryRows implements AgingRows {
    private final String name;
    private final TreeSet<String> keys = new TreeSet<>();
    private final List<Instant> askedAt = new ArrayList<>();

    InMemoryRows(String name, int count) {
      this.name = name;
      IntStream.range(0, count).forEach(n -> keys.add("key %02d".formatted(n)));
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public List<String> old(Instant now, String after, int max) {
      askedAt.add(now);
      return keys.tailSet(after, false).stream().limit(max).toList();
    }

    @Override
    public int remove(List<String> some) {
      int before = keys.size();
      some.forEach(keys::remove);
      return before - keys.size();
    }
  }
}
