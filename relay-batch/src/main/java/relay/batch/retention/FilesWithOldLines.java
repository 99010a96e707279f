package relay.batch.retention;

import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import relay.domain.retention.Retention;

/** Reads the names of the journal files that lines have to leave before the file goes. */
@Named("filesWithOldLines")
@Dependent
public class FilesWithOldLines extends OldNames {
  @Inject Retention retention;

  @Inject
  @BatchProperty(name = "now")
  String now;

  @Override
  Iterable<String> find() {
    return retention.filesWithOldLines(Instant.parse(now));
  }
}
