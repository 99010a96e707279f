package relay.batch.retention;

import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import relay.domain.retention.Retention;

/** Reads the names of the journal files that may go. */
@Named("oldJournalFiles")
@Dependent
public class OldJournalFiles extends OldNames {
  @Inject Retention retention;

  @Inject
  @BatchProperty(name = "before")
  String before;

  @Override
  Iterable<String> find() {
    return retention.oldJournalFiles(Instant.parse(before));
  }
}
