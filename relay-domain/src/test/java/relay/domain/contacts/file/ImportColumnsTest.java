package relay.domain.contacts.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.contacts.Contacts;
import relay.domain.control.InvalidField;

class ImportColumnsTest {
  @ParameterizedTest
  @ValueSource(strings = {"address", "Email", "E-MAIL", " mail ", "Email Address"})
  void shouldKnowTheAddressByItsNames(String name) {
    assertThat(read(name + ",age", Map.of())).containsExactly("address", "age");
  }

  @Test
  void shouldMapColumnsAndPassOverWhatIsNotWanted() {
    var mapping = Map.of("kunden-mail", "email", "alter", "age", "fax", "-");

    assertThat(read("Kunden-Mail,Alter,Fax,list:news", mapping))
        .containsExactly("address", "age", "-", "list:news");
  }

  @Test
  void shouldPassOverWhatAnExportSaysBeside() {
    assertThat(read("id,address,version,created_at,,changed_at", Map.of()))
        .containsExactly("-", "address", "-", "-", "-", "-");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '/',
      value = {
        "'age,name'/no column address",
        "'email,shoe'/column shoe that is no attribute",
        "'email,age,AGE'/two columns for age",
        "'email,address'/two columns for address",
        "'email,list:none'/no attribute",
        "'{x'/format must be jsonl",
        "'\"email'/does not end",
        "'bob@example.org,Bob'/no attribute"
      })
  void shouldSayWhatIsWrongWithAFirstLine(String header, String what) {
    assertThatThrownBy(() -> read(header, Map.of()))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining(what);
  }

  @Test
  void shouldRefuseAMappingToNothingThatIsKnown() {
    assertThatThrownBy(() -> read("email,x", Map.of("x", "shoe")))
        .hasMessageContaining("mapping.x must be address");
    assertThatThrownBy(() -> read("email", Map.of("y", "age")))
        .hasMessageContaining("mapping.y is no column");
  }

  @Test
  void shouldRefuseTooManyColumns() {
    assertThatThrownBy(() -> read("email" + ",".repeat(200), Map.of()))
        .hasMessageContaining("more than 200 columns");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '/',
      value = {"'a,b;c,d'/,", "'a;b,c;d'/;", "'a'/,", "'\"a;b;c;d\",e'/,"})
  void shouldFindTheSeparatorOutsideQuotes(String header, char separator) {
    assertThat(ImportColumns.separatorOf(header)).isEqualTo(separator);
    assertThat(ImportColumns.separatorOf("a\tb\tc,d")).isEqualTo('\t');
  }

  private static java.util.List<String> read(String header, Map<String, String> mapping) {
    return ImportColumns.read(header, ',', mapping, Contacts.SCHEMA).targets();
  }
}
