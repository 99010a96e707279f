package relay.web.contacts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import relay.domain.audit.Actor;
import relay.domain.contacts.Contacts;
import relay.domain.contacts.file.ContactImport;
import relay.domain.contacts.file.ImportCounts;
import relay.domain.contacts.file.ImportDesk;
import relay.domain.contacts.file.ImportJobs;
import relay.domain.contacts.file.ImportOrder;
import relay.domain.contacts.file.ImportState;
import relay.domain.contacts.file.ReportLine;
import relay.domain.retention.JobRun;

/** Imports that are taken, or answered as told, and read by nobody. */
final class InMemoryImportDesk implements ImportDesk, ImportJobs {
  final Map<String, ContactImport> imports = new LinkedHashMap<>();
  final List<ReportLine> report = new ArrayList<>();
  String file = "";
  Optional<Taken> answer = Optional.empty();
  int looks;

  @Override
  public Taken take(String tenant, ImportOrder order, InputStream upload, Actor by)
      throws IOException {
    file = new String(upload.readAllBytes(), StandardCharsets.UTF_8);
    if (answer.isPresent()) {
      return answer.get();
    }
    String id = Integer.toString(imports.size() + 1);
    var job = job(tenant, id, order, ImportState.WAITING, by.name());
    imports.put(id, job);
    return new Taken.Accepted(job);
  }

  private ContactImport job(
      String tenant, String id, ImportOrder order, ImportState state, String author) {
    return new ContactImport(
        tenant,
        id,
        order,
        state,
        file.length(),
        0,
        1,
        ImportCounts.NONE,
        "mx1",
        author,
        Contacts.NOON,
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public List<ContactImport> list(String tenant, int most) {
    return imports.values().stream().filter(each -> each.tenant().equals(tenant)).toList();
  }

  @Override
  public Optional<ContactImport> find(String tenant, String id) {
    return Optional.ofNullable(imports.get(id)).filter(each -> each.tenant().equals(tenant));
  }

  @Override
  public void report(String tenant, String id, Consumer<ReportLine> sink) {
    report.forEach(sink);
  }

  @Override
  public Optional<ContactImport> stop(String tenant, String id, Actor by) {
    Optional<ContactImport> stopped =
        find(tenant, id)
            .map(each -> job(tenant, id, each.order(), ImportState.STOPPED, each.author()));
    stopped.ifPresent(each -> imports.put(id, each));
    return stopped;
  }

  @Override
  public void look() {
    looks++;
    throw new IllegalStateException("the batch runtime is not up yet");
  }

  @Override
  public List<JobRun> history(int max) {
    return List.of();
  }
}
