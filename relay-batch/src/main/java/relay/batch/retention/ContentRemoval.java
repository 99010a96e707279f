package relay.batch.retention;

import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import relay.domain.retention.Retention;

/** Removes kept contents. */
@Named("contentRemoval")
@Dependent
public class ContentRemoval extends AbstractItemWriter {
  @Inject Retention retention;

  @Override
  public void writeItems(List<Object> ids) {
    retention.removeContents(ids.stream().map(Object::toString).toList());
  }
}
