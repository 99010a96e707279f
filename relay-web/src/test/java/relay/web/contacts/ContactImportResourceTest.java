package relay.web.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.administration.ObjectDesks;
import relay.domain.audit.Actor;
import relay.domain.audit.AuditPen;
import relay.domain.audit.InMemoryAuditLog;
import relay.domain.contacts.ConsentState;
import relay.domain.contacts.Contacts;
import relay.domain.contacts.InMemoryContactDesk;
import relay.domain.contacts.file.ImportDesk.Taken;
import relay.domain.contacts.file.ImportOrder;
import relay.domain.contacts.file.MergeRule;
import relay.domain.contacts.file.ReportLine;
import relay.domain.control.ControlChange;
import relay.domain.control.InMemoryControlStore;
import relay.domain.tenancy.Tenant;
import relay.web.HttpPeer;
import relay.web.access.People;

class ContactImportResourceTest {
  private static final Actor AL = new Actor("al", "192.0.2.1");
  private static final String TENANT = "/api/v1/tenants/acme/";
  private static final String FILE = "email\nann@example.org\n";
  private final InMemoryImportDesk desk = new InMemoryImportDesk();
  private final InMemoryContactDesk contacts = new InMemoryContactDesk().declaring(Contacts.SCHEMA);
  private final InMemoryAuditLog audit = new InMemoryAuditLog();
  private HttpPeer peer;

  @BeforeEach
  void start() {
    var store = new InMemoryControlStore();
    store.apply(new ControlChange.Create(Tenant.of("acme")), AL);
    var imports = new ContactImportResource();
    imports.desk = desk;
    imports.jobs = desk;
    imports.contacts = contacts;
    imports.objects = ObjectDesks.over(store);
    var export = new ContactExportResource();
    export.desk = contacts;
    export.objects = imports.objects;
    export.audit = new AuditPen(audit, InstantSource.system());
    peer = HttpPeer.of(imports, export);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldTakeAFileAndTellWhereItsImportIs() {
    var taken =
        post(
            "?list=news&origin=fair%202026&wording=v3&merge=overwrite&dry_run=true"
                + "&map=E-Mail%3Daddress&map=a%3Db%3Dage&leave_roles=true&separator=tab");

    assertThat(taken.statusCode()).isEqualTo(202);
    assertThat(taken.headers().firstValue("Location").orElseThrow())
        .endsWith(TENANT + "contact-imports/1");
    assertThat(desk.file).isEqualTo(FILE);
    assertThat(desk.looks).isEqualTo(1);
    ImportOrder order = desk.imports.get("1").order();
    assertThat(order.consents()).containsEntry("news", ConsentState.CONFIRMED);
    assertThat(order.origin()).isEqualTo("fair 2026");
    assertThat(order.merge()).isEqualTo(MergeRule.OVERWRITE);
    assertThat(order.mapping()).containsEntry("e-mail", "address").containsEntry("a=b", "age");
    assertThat(order.isDryRun()).isTrue();
    assertThat(order.leavesRoles()).isTrue();
    assertThat(order.separator()).contains('\t');
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?colour=red",
        "?dry_run=yes",
        "?state=confirmed",
        "?map=address",
        "?list=news&wording=v3",
        "?list=none&wording=v3&origin=x",
        "?format=xls",
        "?list=news&state=maybe&wording=v3&origin=x"
      })
  void shouldRefuseAnOrderThatBreaksARuleBeforeTheUpload(String query) {
    assertThat(post(query).statusCode()).isEqualTo(400);
    assertThat(desk.file).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"refused,422", "large,413", "full,503"})
  void shouldTellWhyAFileIsNotTaken(String what, int status) {
    desk.answer =
        Optional.of(
            switch (what) {
              case "refused" -> new Taken.Refused("header", "names no column address");
              case "large" -> new Taken.TooLarge(1_000);
              default -> new Taken.NoRoom("the disk is full");
            });

    assertThat(post("").statusCode()).isEqualTo(status);
  }

  @Test
  void shouldShowListStopAndReportAnImport() {
    post("");
    desk.report.add(new ReportLine(3, ReportLine.Kind.ERROR, "age", "must be a number"));

    assertThat(HttpPeer.json(get("contact-imports/1")).getString("state")).isEqualTo("waiting");
    assertThat(HttpPeer.json(get("contact-imports")).getJsonArray("imports")).hasSize(1);
    var report = get("contact-imports/1/report");
    assertThat(report.body())
        .isEqualTo("line,kind,column,what\r\n3,error,age,must be a number\r\n");
    assertThat(report.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
    assertThat(peer.send(request("contact-imports/1").DELETE()).statusCode()).isEqualTo(204);
    assertThat(HttpPeer.json(get("contact-imports/1")).getString("state")).isEqualTo("stopped");
    for (String path : new String[] {"contact-imports/2", "contact-imports/2/report"}) {
      assertThat(get(path).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void shouldKnowNothingOfATenantThatIsNotThere() {
    var nobody =
        peer.request("/api/v1/tenants/none/contact-imports")
            .header("Authorization", HttpPeer.basic("admin", relay.web.access.Filters.PASSWORD));

    assertThat(peer.send(nobody.GET()).statusCode()).isEqualTo(404);
  }

  @Test
  void shouldExportAsAFileAndTakeANoteOfIt() {
    contacts.create("acme", Contacts.fields("{\"address\":\"ann@example.org\"}"), AL);

    var csv = get("contact-export");
    var lines = get("contact-export?format=jsonl&domain=example.org");

    assertThat(csv.body()).startsWith("id,address,").contains("\r\n1,ann@example.org,");
    assertThat(csv.headers().firstValue("Content-Disposition").orElseThrow())
        .contains("contacts.csv");
    assertThat(lines.body()).startsWith("{\"id\":\"1\"").endsWith("\"proofs\":[]}\n");
    assertThat(audit.from(1, 10)).hasSize(2);
    assertThat(get("contact-export?format=xls").statusCode()).isEqualTo(400);
    assertThat(get("contact-export?limit=7").statusCode()).isEqualTo(400);
    assertThat(get("contact-export?domain=other.example").body().lines()).hasSize(1);
  }

  private HttpResponse<String> post(String query) {
    return peer.send(
        request("contact-imports" + query)
            .header("Content-Type", "text/csv")
            .POST(BodyPublishers.ofString(FILE)));
  }

  private HttpResponse<String> get(String path) {
    return peer.send(request(path).GET());
  }

  private java.net.http.HttpRequest.Builder request(String path) {
    return peer.request(TENANT + path).header("Authorization", People.ACME_ADMINISTRATOR);
  }
}
