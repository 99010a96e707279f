package relay.batch.contacts;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.contacts.file.ImportWork;
import relay.domain.csv.RawRecord;

/** Imports whose files are texts. */
final class InMemoryImportWork implements ImportWork {
  /** Rows by id, of those that are open. */
  final Map<String, List<RawRecord>> files = new LinkedHashMap<>();

  final List<RawRecord> taken = new ArrayList<>();
  final List<String> finished = new ArrayList<>();
  final List<String> failed = new ArrayList<>();
  boolean isStopped;
  boolean isClosed;

  InMemoryImportWork with(String id, int rows) {
    List<RawRecord> file = new ArrayList<>();
    for (int i = 1; i <= rows; i++) {
      file.add(new RawRecord(i, i - 1L, i, i + 1L, "row " + i, Optional.empty()));
    }
    files.put(id, file);
    return this;
  }

  @Override
  public List<String> open() {
    return List.copyOf(files.keySet());
  }

  @Override
  public Optional<Rows> begin(String id) {
    return Optional.ofNullable(files.get(id)).map(file -> rows(file.iterator()));
  }

  private Rows rows(Iterator<RawRecord> file) {
    return new Rows() {
      @Override
      public Optional<RawRecord> next() {
        return file.hasNext() ? Optional.of(file.next()) : Optional.empty();
      }

      @Override
      public void close() {
        isClosed = true;
      }
    };
  }

  @Override
  public boolean take(String id, List<RawRecord> rows) {
    if (!isStopped) {
      taken.addAll(rows);
    }
    return !isStopped;
  }

  @Override
  public void finish(String id) {
    files.remove(id);
    finished.add(id);
  }

  @Override
  public void fail(String id, String problem) {
    files.remove(id);
    failed.add(id + ": " + problem);
  }

  @Override
  public void sweep() {
    files.values().removeIf(List::isEmpty);
  }
}
