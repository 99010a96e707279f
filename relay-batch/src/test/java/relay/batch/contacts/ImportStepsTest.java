package relay.batch.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import relay.domain.csv.RawRecord;

class ImportStepsTest {
  private final InMemoryImportWork work = new InMemoryImportWork();
  private final FakeStepContext step = new FakeStepContext();

  @Test
  void shouldReadEveryRowAndEndTheImport() {
    work.with("7", 5);

    run(2);

    assertThat(work.taken).extracting(RawRecord::text).endsWith("row 5").hasSize(5);
    assertThat(work.finished).containsExactly("7");
    assertThat(work.isClosed).isTrue();
  }

  @Test
  void shouldReadNoFurtherWhenSomebodyStoppedIt() {
    work.with("7", 100);
    work.isStopped = true;

    int read = run(2);

    assertThat(read).isEqualTo(2);
    assertThat(work.taken).isEmpty();
  }

  @Test
  void shouldReadNothingOfWhatIsOverMeanwhile() {
    assertThat(run(2)).isZero();
  }

  /** As a batch runtime does it; how many rows were read. */
  private int run(int chunk) {
    var reader = new ContactRowReader();
    reader.work = work;
    reader.step = step;
    reader.id = "7";
    var writer = new ContactRowWriter();
    writer.work = work;
    writer.step = step;
    writer.id = "7";
    int read = 0;
    reader.open(null);
    List<Object> items = new ArrayList<>();
    for (Object item = reader.readItem(); item != null; item = reader.readItem()) {
      read++;
      items.add(item);
      if (items.size() == chunk) {
        writer.writeItems(items);
        items = new ArrayList<>();
      }
    }
    if (!items.isEmpty()) {
      writer.writeItems(items);
    }
    reader.close();
    var end = new ContactImportEnd();
    end.work = work;
    end.id = "7";
    assertThat(end.process()).isEqualTo("COMPLETED");
    return read;
  }
}
