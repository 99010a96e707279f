package relay.batch.retention;

import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import relay.domain.retention.AgingRows;

/** Removes rows, each by its kind. */
@Named("rowRemoval")
@Dependent
public class RowRemoval extends AbstractItemWriter {
  private Iterable<AgingRows> all = List.of();

  @Inject
  void all(Instance<AgingRows> found) {
    all(found.stream().toList());
  }

  void all(List<AgingRows> found) {
    all = found;
  }

  @Override
  public void writeItems(List<Object> items) {
    for (AgingRows rows : all) {
      String start = rows.name() + " ";
      List<String> keys =
          items.stream()
              .map(Object::toString)
              .filter(item -> item.startsWith(start))
              .map(item -> item.substring(start.length()))
              .toList();
      if (!keys.isEmpty()) {
        rows.remove(keys);
      }
    }
  }
}
