package relay.batch.retention;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import relay.domain.retention.AgingRows;

/** Reads the keys of rows that are too old, one kind after the other: {@code kind key}. */
@Named("oldRows")
@Dependent
public class OldRowReader extends AbstractItemReader {
  private Iterable<AgingRows> all = List.of();

  @Inject
  @BatchProperty(name = "now")
  String now;

  @Inject
  @BatchProperty(name = "batch")
  String batch;

  private Iterator<AgingRows> kinds = List.<AgingRows>of().iterator();
  private AgingRows kind;
  private String last = "";
  private Iterator<String> page = List.<String>of().iterator();

  @Inject
  void all(Instance<AgingRows> found) {
    all(found.stream().toList());
  }

  void all(List<AgingRows> found) {
    all = found;
  }

  /** What a run before removed is not found again: no checkpoint is needed. */
  @Override
  public void open(Serializable checkpoint) {
    kinds = all.iterator();
    kind = null;
    page = List.<String>of().iterator();
  }

  @Override
  public Object readItem() {
    while (!page.hasNext()) {
      if (kind != null) {
        page = kind.old(Instant.parse(now), last, Integer.parseInt(batch)).iterator();
      }
      if (!page.hasNext()) {
        if (!kinds.hasNext()) {
          return null;
        }
        kind = kinds.next();
        last = "";
      }
    }
    last = page.next();
    return kind.name() + " " + last;
  }
}
