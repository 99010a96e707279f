package relay.domain.tlsreport;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import relay.domain.control.ControlJson;
import relay.domain.mail.DomainName;
import relay.domain.signing.DkimKeyLookup;
import relay.domain.signing.DkimKeyLookup.Answer;

/** Shows what a domain would be told if the day were over now. Thread-safe; sends nothing. */
public final class ReportPreview {
  private final TlsReports reports;
  private final SessionTally tally;
  private final DkimKeyLookup texts;
  private final Supplier<TlsReportSettings> settings;
  private final InstantSource clock;

  /**
   * @param settings as they are now
   */
  public ReportPreview(
      TlsReports reports,
      SessionTally tally,
      DkimKeyLookup texts,
      Supplier<TlsReportSettings> settings,
      InstantSource clock) {
    this.reports = reports;
    this.tally = tally;
    this.texts = texts;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Asks the DNS and the database.
   *
   * @throws relay.domain.view.ViewUnavailable while the database cannot be used
   */
  public JsonObject of(DomainName domain) {
    TlsReportSettings now = settings.get();
    String name = domain.ascii();
    JsonObjectBuilder out = ControlJson.object().add("domain", name).add("enabled", now.isOn());
    record(out, name);
    if (!now.isOn()) {
      return out.add("problem", "tls-reports.from names no sender: nothing is counted or sent")
          .build();
    }
    LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    out.add("report_at", ReportTime.of(today, now).toString());
    List<TalliedSessions> counts = new ArrayList<>(reports.of(today, name));
    tally.look().stream()
        .filter(each -> each.domain().equals(name) && each.day().equals(today))
        .forEach(counts::add);
    if (!counts.isEmpty()) {
      out.add("document", TlsReportDocument.of(today, name, now.reporter(), counts).json());
    }
    return out.build();
  }

  private void record(JsonObjectBuilder out, String name) {
    Answer answer = texts.textsOf(ReportRecord.nameFor(name));
    out.add("record", ReportRecord.nameFor(name));
    if (answer instanceof Answer.Unavailable nobody) {
      out.add("wanted", false).add("problem", "the DNS gave no answer: " + nobody.reason());
      return;
    }
    List<String> found = answer instanceof Answer.Found there ? there.texts() : List.of();
    Optional<ReportRecord> record = ReportRecord.in(found);
    JsonArrayBuilder to = ControlJson.array();
    record.ifPresent(r -> r.addresses().forEach(address -> to.add(address.uri())));
    out.add("wanted", record.isPresent()).add("to", to);
    if (record.isEmpty() && !found.isEmpty()) {
      out.add("problem", "what stands there is not one TLSRPTv1 record with a mailto or https rua");
    }
  }
}
