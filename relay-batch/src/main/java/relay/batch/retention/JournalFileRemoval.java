package relay.batch.retention;

import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import relay.domain.retention.Retention;

/** Removes journal files. */
@Named("journalFileRemoval")
@Dependent
public class JournalFileRemoval extends AbstractItemWriter {
  @Inject Retention retention;

  @Override
  public void writeItems(List<Object> names) {
    retention.removeJournalFiles(names.stream().map(Object::toString).toList());
  }
}
