package relay.domain.verification.report;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import relay.domain.verification.report.TlsReport.Failure;
import relay.domain.verification.report.TlsReport.Result;

/** Reads one TLS report (RFC 8460 4.4). Members of another type than expected are missing. */
final class TlsJson {
  private static final int LINES_MAX = 100;
  private final JsonObject document;
  private final List<String> problems = new ArrayList<>();
  private int room;

  TlsJson(JsonObject document, int recordsMax) {
    this.document = document;
    this.room = recordsMax;
  }

  TlsReport report() throws Unreadable {
    String id = text(document, "report-id");
    JsonObject range = object(document, "date-range");
    if (id.isEmpty() || !(document.get("policies") instanceof JsonArray policies)) {
      throw new Unreadable("it is JSON, yet no TLS report: it has no report-id or no policies");
    }
    List<Result> results = new ArrayList<>();
    for (JsonValue policy : policies) {
      if (policy instanceof JsonObject object && room-- > 0) {
        results.add(result(object));
      }
    }
    if (room < 0) {
      problems.add("some records are left out (received-reports.records-max)");
    }
    return new TlsReport(
        text(document, "organization-name"),
        text(document, "contact-info"),
        id,
        new Period(instant(range, "start-datetime"), instant(range, "end-datetime")),
        results,
        problems);
  }

  private Result result(JsonObject object) {
    JsonObject policy = object(object, "policy");
    JsonObject summary = object(object, "summary");
    return new Result(
        Plain.word(text(policy, "policy-type")),
        Plain.domain(text(policy, "policy-domain")),
        lines(policy, "policy-string"),
        lines(policy, "mx-host"),
        count(summary, "total-successful-session-count"),
        count(summary, "total-failure-session-count"),
        failures(object));
  }

  private List<Failure> failures(JsonObject object) {
    List<Failure> failures = new ArrayList<>();
    if (object.get("failure-details") instanceof JsonArray details) {
      for (JsonValue detail : details) {
        if (detail instanceof JsonObject failure && room-- > 0) {
          failures.add(failure(failure));
        }
      }
    }
    return failures;
  }

  private Failure failure(JsonObject failure) {
    return new Failure(
        Plain.word(text(failure, "result-type")),
        text(failure, "sending-mta-ip"),
        Plain.domain(text(failure, "receiving-mx-hostname")),
        text(failure, "receiving-mx-helo"),
        text(failure, "receiving-ip"),
        count(failure, "failed-session-count"),
        text(failure, "failure-reason-code"),
        text(failure, "additional-information"));
  }

  private static JsonObject object(JsonObject parent, String name) {
    return parent.get(name) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
  }

  private static String text(JsonObject parent, String name) {
    return parent.get(name) instanceof JsonString string ? Plain.text(string.getString()) : "";
  }

  /** One string or several: reporters differ. */
  private static List<String> lines(JsonObject parent, String name) {
    Stream<JsonValue> values =
        parent.get(name) instanceof JsonArray array
            ? array.stream()
            : Stream.ofNullable(parent.get(name));
    return values
        .filter(JsonString.class::isInstance)
        .limit(LINES_MAX)
        .map(value -> Plain.text(((JsonString) value).getString()))
        .toList();
  }

  /** Never as a number: an exponent of nine digits would become a number of as many. */
  private long count(JsonObject parent, String name) {
    long count = parent.get(name) instanceof JsonNumber n ? Plain.count(n.toString()) : -1;
    if (count < 0 && problems.isEmpty()) {
      problems.add("a number of sessions is missing or wrong and read as 0: " + name);
    }
    return Math.max(count, 0);
  }

  private static Instant instant(JsonObject range, String name) throws Unreadable {
    String text = text(range, name);
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new Unreadable("its " + name + " is no time: \"" + text + "\"");
    }
  }
}
