package relay.batch.retention;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Instant;
import java.util.Iterator;
import relay.domain.retention.Retention;

/** Reads the ids of the kept contents that are too old. */
@Named("oldContents")
@Dependent
public class OldContents extends AbstractItemReader {
  @Inject Retention retention;

  @Inject
  @BatchProperty(name = "now")
  String now;

  private Iterator<String> names;

  /** What a run before has done with is not found again: no checkpoint is needed. */
  @Override
  public void open(Serializable checkpoint) {
    names = retention.oldContents(Instant.parse(now)).iterator();
  }

  @Override
  public Object readItem() {
    return names.hasNext() ? names.next() : null;
  }
}
