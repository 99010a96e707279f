package relay.domain.contacts.file;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.contacts.file.Orders.order;
import static relay.domain.contacts.file.Orders.reader;
import static relay.domain.contacts.file.Orders.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.contacts.Consent;
import relay.domain.contacts.ConsentSource;
import relay.domain.contacts.ConsentState;
import relay.domain.contacts.Contacts;
import relay.domain.csv.RawRecord;

class RowReaderTest {
  private static final String PROVEN = "\"origin\":\"fair 2026\",\"wording\":\"v3\"";

  @Test
  void shouldReadEveryTypeOfAttribute() {
    var reader = reader(order("{}"), "email,name,age,born,vip,tags,locale,zone");

    var row = reader.read(record(2, "Ann@example.org,Ann,41.5,1984-05-01,yes,a|b,de_AT,UTC"));

    assertThat(((ImportRow.Given) row).fields())
        .isEqualTo(
            Contacts.fields(
                "{\"address\":\"Ann@example.org\",\"locale\":\"de-AT\",\"zone\":\"UTC\","
                    + "\"attributes\":{\"name\":\"Ann\",\"age\":41.5,\"born\":\"1984-05-01\","
                    + "\"vip\":true,\"tags\":[\"a\",\"b\"]}}"));
  }

  @Test
  void shouldTakeAnEmptyValueForNothing() {
    var row = given(reader(order("{}"), "email,name,age"), "ann@example.org,, ");

    assertThat(row.fields().attributes()).isEmpty();
    assertThat(given(reader(order("{}"), "email,name,age"), "ann@example.org").fields())
        .isEqualTo(row.fields());
  }

  @Test
  void shouldReadAnAddressBeyondAscii() {
    var row = given(reader(order("{}"), "email"), "j\u00fcrgen@b\u00fccher.example");

    assertThat(row.fields().subject().text()).isEqualTo("j\u00fcrgen@xn--bcher-kva.example");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '/',
      value = {
        "'ann,3'/address",
        "'ann@example.org,x'/age",
        "',3'/address",
        "'ann@example.org,1e400'/age",
        "'ann@example.org,3,4'/''",
        "'\"ann@example.org\"x,3'/''"
      })
  void shouldTellTheColumnThatIsWrongAndWhatToDo(String line, String column) {
    var row = (ImportRow.Faulty) reader(order("{}"), "email,age").read(record(7, line));

    assertThat(row.line()).isEqualTo(7);
    assertThat(row.column()).isEqualTo(column);
    assertThat(row.error()).isNotBlank();
  }

  @Test
  void shouldTellWhatTheFileItselfIsWrongAbout() {
    var fault = new RawRecord(3, 0, 9, 4, "", Optional.of("is not UTF-8"));

    assertThat(reader(order("{}"), "email").read(fault))
        .isEqualTo(new ImportRow.Faulty(3, "", "is not UTF-8"));
  }

  @Test
  void shouldAskForTheSameConsentOfAllRows() {
    var order = order("{\"consents\":{\"news\":\"confirmed\"}," + PROVEN + "}");

    assertThat(given(reader(order, "email"), "ann@example.org").wishes())
        .containsExactly(
            new Consent(
                "news",
                ConsentState.CONFIRMED,
                ConsentSource.IMPORT,
                Contacts.NOON,
                Optional.empty(),
                "v3",
                "fair 2026"));
  }

  @Test
  void shouldReadStatesAndProofsOfEachRow() {
    var reader =
        reader(
            order("{\"origin\":\"shop\"}"),
            "email,list:news,list:weekly,consent_at,consent_ip,consent_wording");

    var row =
        given(reader, "ann@example.org,Confirmed,unsubscribed,2025-01-02T03:04:05Z,192.0.2.9,v1");

    assertThat(row.wishes())
        .extracting(Consent::list, Consent::state, Consent::wording)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("news", ConsentState.CONFIRMED, "v1"),
            org.assertj.core.groups.Tuple.tuple("weekly", ConsentState.UNSUBSCRIBED, "v1"));
    assertThat(row.wishes().get(0).at()).isEqualTo(Instant.parse("2025-01-02T03:04:05Z"));
    assertThat(row.wishes().get(0).ip()).contains("192.0.2.9");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '/',
      value = {
        "'{\"origin\":\"shop\"}'/'ann@example.org,confirmed,,'/consent_wording",
        "'{\"wording\":\"v1\"}'/'ann@example.org,confirmed,,'/list:news",
        "'{\"origin\":\"shop\"}'/'ann@example.org,maybe,,v1'/list:news",
        "'{\"origin\":\"shop\"}'/'ann@example.org,confirmed,yesterday,v1'/consent_at"
      })
  void shouldRefuseAConsentWithoutProof(String order, String line, String column) {
    var reader = reader(order(order), "email,list:news,consent_at,consent_wording");

    var row = reader.read(record(2, line));

    assertThat(row).isInstanceOf(ImportRow.Faulty.class);
    assertThat(((ImportRow.Faulty) row).column()).isEqualTo(column);
  }

  @Test
  void shouldNeedNoProofForWhoLeaves() {
    var reader = reader(order("{}"), "email,list:news");

    assertThat(given(reader, "ann@example.org,unsubscribed").wishes()).hasSize(1);
    assertThat(given(reader, "ann@example.org,").wishes()).isEmpty();
  }

  @Test
  void shouldReadDocumentsAsTheApiShowsThem() {
    var reader = documents("{\"format\":\"jsonl\"," + PROVEN + "}");

    var row =
        given(
            reader,
            "{\"id\":\"7\",\"tenant\":\"acme\",\"version\":3,\"address\":\"ann@example.org\","
                + "\"attributes\":{\"age\":41},\"consents\":{\"news\":\"confirmed\"},"
                + "\"created_at\":\"x\",\"changed_at\":\"y\",\"proofs\":[]}");

    assertThat(row.fields())
        .isEqualTo(
            Contacts.fields("{\"address\":\"ann@example.org\",\"attributes\":{\"age\":41}}"));
    assertThat(row.wishes()).extracting(Consent::state).containsExactly(ConsentState.CONFIRMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"address\":\"ann@example.org\"} {}",
        "{\"address\":7}",
        "{\"address\":\"ann@example.org\",\"colour\":1}",
        "{\"address\":\"ann@example.org\",\"consents\":[]}",
        "{\"address\":\"ann@example.org\",\"consents\":{\"none\":\"confirmed\"}}",
        "{\"address\":\"ann@example.org\",\"consents\":{\"news\":true}}",
        "{\"address\":\"ann@example.org\",\"consent_wording\":\"\\ud800\","
            + "\"consents\":{\"news\":\"confirmed\"}}",
        "{\"address\":\"ann@example.org\",\"attributes\":{\"name\":\"a\\u0000b\"}}"
      })
  void shouldRefuseADocumentThatBreaksARule(String text) {
    var reader = documents("{\"format\":\"jsonl\"," + PROVEN + "}");

    assertThat(reader.read(record(1, text))).isInstanceOf(ImportRow.Faulty.class);
  }

  @Test
  void shouldRefuseADocumentThatIsTooDeep() {
    String deep = "{\"address\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}";

    assertThat(documents("{\"format\":\"jsonl\"}").read(record(1, deep)))
        .isInstanceOf(ImportRow.Faulty.class);
  }

  @Test
  void shouldTellAListThatIsThereNoMore() {
    var order = order("{\"format\":\"jsonl\",\"consents\":{\"news\":\"unsubscribed\"}}");
    var bare = new relay.domain.contacts.ContactSchema(java.util.Map.of(), java.util.Map.of());
    var reader = new RowReader(bare, order, new ImportColumns(List.of()), Contacts.NOON);

    var plan = new ImportPlan(order, bare.lists(), address -> Optional.empty());
    plan.add(reader.read(record(1, "{\"address\":\"ann@example.org\"}")));

    assertThat(plan.report()).extracting(ReportLine::kind).containsExactly(ReportLine.Kind.REFUSED);
  }

  @Test
  void shouldAnswerWhateverTheRowIs() {
    long seed = 11;
    var random = new Random(seed);
    var reader =
        reader(order("{\"origin\":\"x\"}"), "email,age,born,vip,tags,list:news,consent_ip");
    for (int round = 0; round < 2_000; round++) {
      var line = new StringBuilder();
      for (int n = random.nextInt(40); n > 0; n--) {
        line.append("a@b.,\"1-|;:\ud800\u0000 ".charAt(random.nextInt(14)));
      }

      assertThat(reader.read(record(1, line.toString()))).as("seed %d: %s", seed, line).isNotNull();
    }
  }

  private static RowReader documents(String order) {
    return new RowReader(
        Contacts.SCHEMA, order(order), new ImportColumns(List.of()), Contacts.NOON);
  }

  private static ImportRow.Given given(RowReader reader, String line) {
    return (ImportRow.Given) reader.read(record(2, line));
  }
}
