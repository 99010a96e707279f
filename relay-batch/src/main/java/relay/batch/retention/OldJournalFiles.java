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

/** Reads the names of the journal files that may go. */
@Named("oldJournalFiles")
@Dependent
public class OldJournalFiles extends AbstractItemReader {
  @Inject Retention retention;

  @Inject
  @BatchProperty(name = "before")
  String before;

  private Iterator<String> names;

  /** What a run before removed is not found again: no checkpoint is needed. */
  @Override
  public void open(Serializable checkpoint) {
    names = retention.oldJournalFiles(Instant.parse(before)).iterator();
  }

  @Override
  public Object readItem() {
    return names.hasNext() ? names.next() : null;
  }
}
