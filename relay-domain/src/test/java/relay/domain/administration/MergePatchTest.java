package relay.domain.administration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.control.ControlJson;

class MergePatchTest {
  /** The rows of RFC 7396 appendix A that are about objects. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{'a':'b'}           | {'a':'c'}              | {'a':'c'}",
        "{'a':'b'}           | {'b':'c'}              | {'a':'b','b':'c'}",
        "{'a':'b'}           | {'a':null}             | {}",
        "{'a':'b','b':'c'}   | {'a':null}             | {'b':'c'}",
        "{'a':['b']}         | {'a':'c'}              | {'a':'c'}",
        "{'a':'c'}           | {'a':['b']}            | {'a':['b']}",
        "{'a':{'b':'c'}}     | {'a':{'b':'d','c':null}} | {'a':{'b':'d'}}",
        "{'a':[{'b':'c'}]}   | {'a':[1]}              | {'a':[1]}",
        "{'e':null}          | {'a':1}                | {'e':null,'a':1}",
        "{}                  | {'a':{'bb':{'ccc':null}}} | {'a':{'bb':{}}}"
      })
  void shouldMergeAsTheStandardsExamples(String target, String patch, String result) {
    assertThat(MergePatch.apply(json(target), json(patch))).isEqualTo(json(result));
  }

  private static jakarta.json.JsonObject json(String text) {
    return ControlJson.read(text.replace('\'', '"'));
  }
}
