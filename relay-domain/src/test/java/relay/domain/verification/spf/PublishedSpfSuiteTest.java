package relay.domain.verification.spf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;
import relay.domain.mail.IpLiteral;
import relay.domain.verification.FakeZone;
import relay.domain.verification.VerificationSettings;

/**
 * The test suite of openspf.org for RFC 7208, which is not ours to ship: runs when {@code
 * -Drelay.testdata=FOLDER} names a folder with {@code spf/rfc7208-tests.yml}.
 */
class PublishedSpfSuiteTest {
  private static final VerificationSettings SETTINGS =
      new VerificationSettings(2, Duration.ofSeconds(20), "receiver.example");

  @TestFactory
  Stream<DynamicTest> shouldAnswerAsTheSuiteWants() throws IOException {
    String folder = System.getProperty("relay.testdata", "");
    assumeTrue(!folder.isEmpty(), "skipped: -Drelay.testdata names no folder");
    List<DynamicTest> tests = new ArrayList<>();
    Path file = Path.of(folder, "spf", "rfc7208-tests.yml");
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (Object scenario : new Yaml().loadAll(reader)) {
        Map<String, Object> parts = map(scenario);
        map(parts.get("tests"))
            .forEach(
                (name, test) ->
                    tests.add(
                        DynamicTest.dynamicTest(
                            parts.get("description") + ": " + name,
                            () -> run(map(test), zone(map(parts.get("zonedata")))))));
      }
    }
    return tests.stream();
  }

  private static void run(Map<String, Object> test, FakeZone zone) {
    SpfSender sender =
        SpfSender.of(
            IpLiteral.parse(test.get("host").toString()).orElseThrow(),
            test.get("helo").toString(),
            test.get("mailfrom").toString());

    SpfVerdict verdict =
        new SpfCheck(zone, SETTINGS, () -> Instant.parse("2026-01-01T00:00:00Z")).check(sender);

    Object wanted = test.get("result");
    List<?> allowed = wanted instanceof List<?> list ? list : List.of(wanted);
    assertThat(verdict.result().word()).as(verdict.reason()).isIn(allowed);
    if (test.containsKey("explanation")) {
      assertThat(verdict.explanation().orElse("DEFAULT"))
          .isEqualToIgnoringCase(test.get("explanation").toString());
    }
  }

  private static FakeZone zone(Map<String, Object> data) {
    FakeZone zone = new FakeZone();
    data.forEach(
        (name, records) -> {
          List<?> all = (List<?>) records;
          boolean hasTexts =
              all.stream().anyMatch(r -> r instanceof Map<?, ?> map && map.containsKey("TXT"));
          for (Object record : all) {
            if (record instanceof Map<?, ?> map) {
              map.forEach((type, value) -> add(zone, name, type.toString(), value, hasTexts));
            } else {
              zone.silent(name);
            }
          }
        });
    return zone;
  }

  /** The suite's SPF records stand for TXT records where a name has none. */
  private static void add(FakeZone zone, String name, String type, Object value, boolean hasTexts) {
    boolean isText = type.equals("SPF") || type.equals("TXT");
    String data =
        value instanceof List<?> list
            ? String.join(isText ? "" : " ", list.stream().map(Object::toString).toList())
            : value.toString();
    if (type.equals("SPF") && hasTexts || data.equals("NONE")) {
      zone.add(name, "TYPE99", data);
    } else {
      zone.add(name, isText ? "TXT" : type, data);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }
}
