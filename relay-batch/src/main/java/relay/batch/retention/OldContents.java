package relay.batch.retention;

import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import relay.domain.retention.Retention;

/** Reads the ids of the kept contents that are too old. */
@Named("oldContents")
@Dependent
public class OldContents extends OldNames {
  @Inject Retention retention;

  @Inject
  @BatchProperty(name = "now")
  String now;

  @Override
  Iterable<String> find() {
    return retention.oldContents(Instant.parse(now));
  }
}
