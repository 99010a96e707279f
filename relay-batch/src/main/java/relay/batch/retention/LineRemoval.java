package relay.batch.retention;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;
import relay.domain.retention.Retention;

/** Takes lines that are too old out of journal files. */
@Named("lineRemoval")
@Dependent
public class LineRemoval extends AbstractItemWriter {
  @Inject Retention retention;

  @Inject
  @BatchProperty(name = "now")
  String now;

  @Override
  public void writeItems(List<Object> names) {
    retention.removeLines(names.stream().map(Object::toString).toList(), Instant.parse(now));
  }
}
