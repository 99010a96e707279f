package relay.domain.contacts.file;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.contacts.file.Orders.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.audit.Actor;
import relay.domain.contacts.ConsentSource;
import relay.domain.contacts.ConsentState;
import relay.domain.contacts.ContactFilter;
import relay.domain.contacts.Contacts;
import relay.domain.contacts.InMemoryContactDesk;
import relay.domain.control.ControlJson;

class ContactExportTest {
  private static final Actor AL = new Actor("al", "192.0.2.1");
  private static final String ANN =
      "{\"address\":\"ann@example.org\",\"locale\":\"de\",\"zone\":\"UTC\",\"attributes\":"
          + "{\"name\":\"=1+1, \\\"x\\\"\",\"age\":-4.5,\"born\":\"1984-05-01\",\"vip\":true,"
          + "\"tags\":[\"a\",\"b\"]}}";
  private final InMemoryContactDesk desk = new InMemoryContactDesk().declaring(Contacts.SCHEMA);

  @Test
  void shouldWriteValuesThatNoSpreadsheetRuns() {
    desk.create("acme", Contacts.fields(ANN), AL);
    confirm("1");

    List<String> lines = export(ContactFileFormat.CSV, ContactFilter.ALL);

    assertThat(lines.get(0))
        .isEqualTo(
            "id,address,locale,zone,age,born,name,tags,vip,list:news,list:weekly,created_at,"
                + "changed_at\r\n");
    assertThat(lines.get(1))
        .startsWith(
            "1,ann@example.org,de,UTC,-4.5,1984-05-01,\"'=1+1, \"\"x\"\"\",a|b,true,confirmed,,20");
  }

  @Test
  void shouldWriteWhatAnImportReadsBack() {
    desk.create("acme", Contacts.fields(ANN), AL);
    confirm("1");

    List<String> csv = export(ContactFileFormat.CSV, ContactFilter.ALL);
    var order = order("{\"origin\":\"elsewhere\",\"wording\":\"v1\"}");
    var values =
        (ImportRow.Given)
            Orders.reader(order, csv.get(0).strip()).read(Orders.record(2, csv.get(1).strip()));
    var documents =
        new RowReader(
            Contacts.SCHEMA,
            order("{\"format\":\"jsonl\",\"origin\":\"elsewhere\",\"wording\":\"v1\"}"),
            new ImportColumns(List.of()),
            Contacts.NOON);
    var document =
        (ImportRow.Given)
            documents.read(
                Orders.record(1, export(ContactFileFormat.JSONL, ContactFilter.ALL).get(0)));

    assertThat(values.fields()).isEqualTo(Contacts.fields(ANN));
    assertThat(values.wishes()).hasSize(1);
    assertThat(document).isEqualTo(new ImportRow.Given(1, values.fields(), values.wishes()));
  }

  @Test
  void shouldWriteEveryProofIntoDocuments() {
    desk.create("acme", Contacts.fields(ANN), AL);
    confirm("1");

    var json = ControlJson.read(export(ContactFileFormat.JSONL, ContactFilter.ALL).get(0));

    assertThat(json.getJsonArray("proofs")).hasSize(1);
    assertThat(json.getJsonArray("proofs").getJsonObject(0).getString("ip")).isEqualTo("192.0.2.7");
  }

  @Test
  void shouldWriteAllPagesAndOnlyWhoIsMeant() {
    for (int i = 1; i <= 1_001; i++) {
      desk.create("acme", Contacts.fields("{\"address\":\"a" + i + "@example.org\"}"), AL);
    }
    desk.create("other", Contacts.fields("{\"address\":\"x@example.org\"}"), AL);
    confirm("7");

    assertThat(export(ContactFileFormat.CSV, ContactFilter.ALL)).hasSize(1_002);
    var onNews =
        new ContactFilter(
            Optional.empty(), Optional.empty(), Optional.of("news"), Optional.empty());
    assertThat(export(ContactFileFormat.JSONL, onNews)).singleElement().asString().contains("a7@");
  }

  private void confirm(String id) {
    desk.consent(
        "acme",
        id,
        Contacts.NEWS,
        Contacts.consent(Contacts.NEWS, ConsentState.CONFIRMED, ConsentSource.FORM),
        AL);
  }

  private List<String> export(ContactFileFormat format, ContactFilter filter) {
    List<String> lines = new ArrayList<>();
    new ContactExport(desk, "acme", filter).write(format, lines::add);
    return lines;
  }
}
