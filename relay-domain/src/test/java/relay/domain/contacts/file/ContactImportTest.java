package relay.domain.contacts.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.contacts.Contacts;
import relay.domain.contacts.file.ImportCounts.Of;
import relay.domain.mail.EmailAddress;

class ContactImportTest {
  @ParameterizedTest
  @CsvSource({"0,0,100", "0,200,0", "50,200,25", "199,200,99", "200,200,100", "300,200,100"})
  void shouldTellHowFarItHasGot(long position, long size, int percent) {
    assertThat(job(position, size).percent()).isEqualTo(percent);
  }

  @Test
  void shouldShowAllOfAnImport() {
    var json = ContactImportJson.write(job(50, 200));

    assertThat(json.getString("state")).isEqualTo("running");
    assertThat(json.getInt("percent")).isEqualTo(25);
    assertThat(json.getJsonObject("counts").getInt("rows")).isEqualTo(7);
    assertThat(json.getJsonObject("order").getString("merge")).isEqualTo("fill-empty");
    assertThat(json.getString("problem")).isEqualTo("no disk");
    assertThat(json).doesNotContainKey("ended_at");
  }

  @Test
  void shouldAddUpCountsAndReadThemBack() {
    var one = new ImportCounts(Map.of(Of.ROWS, 2L, Of.ADDED, 1L));
    var sum = one.plus(new ImportCounts(Map.of(Of.ROWS, 3L, Of.FAULTY, 4L)));

    assertThat(sum.of(Of.ROWS)).isEqualTo(5);
    assertThat(sum.of(Of.ADDED)).isEqualTo(1);
    assertThat(sum.of(Of.FAULTY)).isEqualTo(4);
    assertThat(ImportCounts.read(sum.json())).isEqualTo(sum);
  }

  @ParameterizedTest
  @EnumSource(ImportState.class)
  void shouldKnowWhatHasEnded(ImportState state) {
    boolean isOpen = state == ImportState.WAITING || state == ImportState.RUNNING;

    assertThat(state.isEnded()).isEqualTo(!isOpen);
  }

  @ParameterizedTest
  @ValueSource(strings = {"postmaster@x.example", "ABUSE@x.example", "no-reply+1@x.example"})
  void shouldKnowAddressesOfTasks(String address) {
    assertThat(RoleAddresses.isRole(EmailAddress.parse(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ann@x.example", "+abuse@x.example", "postmasters@x.example"})
  void shouldTakeOthersForPeople(String address) {
    assertThat(RoleAddresses.isRole(EmailAddress.parse(address))).isFalse();
  }

  @Test
  void shouldWriteReportLinesThatNoSpreadsheetRunsAndNoDatabaseRefuses() {
    var line =
        new ReportLine(3, ReportLine.Kind.ERROR, "=cmd()\u0000", "a\nb\ud800" + "x".repeat(400));

    assertThat(line.csv()).startsWith("3,error,'=cmd() ,a bxxx").endsWith("x\r\n");
    assertThat(line.text()).hasSize(300).doesNotContain("\ud800");
    assertThat(ReportLine.head()).isEqualTo("line,kind,column,what\r\n");
  }

  @Test
  void shouldNameNoAddressThatADocumentHasForAName() {
    var reader =
        new RowReader(
            Contacts.SCHEMA,
            Orders.order("{\"format\":\"jsonl\"}"),
            new ImportColumns(java.util.List.of()),
            Contacts.NOON);
    var row =
        (ImportRow.Faulty) reader.read(Orders.record(1, "{\"ann@example.org\":\"x\",\"a\":1}"));

    var line = new ReportLine(1, ReportLine.Kind.ERROR, row.column(), row.error());

    assertThat(line.csv()).doesNotContain("ann");
  }

  private static ContactImport job(long position, long size) {
    return new ContactImport(
        "acme",
        "1",
        Orders.order("{}"),
        ImportState.RUNNING,
        size,
        position,
        1,
        new ImportCounts(Map.of(Of.ROWS, 7L)),
        "mx1",
        "al",
        Contacts.NOON,
        Optional.empty(),
        Optional.of("no disk"));
  }
}
