package relay.ejb;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ejb.MessageDriven;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the application servers must be told beside the annotations. */
class ServerDescriptorsTest {
  private static final String LIBERTY = "../server-config/open-liberty/server.xml";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("relay.ejb");

  /** The feature of Open Liberty that makes a package visible. */
  private static final Map<String, String> FEATURES =
      Map.of(
          "jakarta.ejb", "enterpriseBeansLite-4.0",
          "jakarta.enterprise.concurrent", "concurrent-3.0",
          "jakarta.inject", "cdi-4.0",
          "jakarta.jms", "messaging-3.1",
          "jakarta.json", "jsonb-3.0",
          "jakarta.mail", "mail-2.1",
          "jakarta.resource", "connectors-2.1");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "src/main/resources/META-INF/glassfish-ejb-jar.xml",
        "src/main/resources/META-INF/jboss-ejb3.xml",
        "../server-config/payara-micro/src/main/war/WEB-INF/glassfish-ejb-jar.xml",
        LIBERTY
      })
  void shouldNameEveryMessageDrivenBean(String descriptor) throws IOException {
    String text = Files.readString(Path.of(descriptor));
    Set<String> beans =
        CLASSES.stream()
            .filter(c -> c.isAnnotatedWith(MessageDriven.class))
            .map(c -> c.getAnnotationOfType(MessageDriven.class).name())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(beans).isNotEmpty();
    assertThat(beans)
        .allSatisfy(
            bean ->
                assertThat(text)
                    .containsAnyOf(
                        "<ejb-name>" + bean + "</ejb-name>", "\"relay/relay-ejb/" + bean + "\""));
  }

  @Test
  void shouldAskLibertyForEachFeatureThatTheClassesNeed() throws IOException {
    String text = Files.readString(Path.of(LIBERTY));
    Set<String> needed =
        CLASSES.stream()
            .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
            .map(d -> d.getTargetClass())
            .map(JavaClass::getPackageName)
            .flatMap(name -> featuresFor(name).stream())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(needed).contains("mail-2.1", "messaging-3.1");
    assertThat(needed)
        .allSatisfy(feature -> assertThat(text).contains("<feature>" + feature + "</feature>"));
  }

  private static List<String> featuresFor(String packageName) {
    return FEATURES.entrySet().stream()
        .filter(e -> packageName.equals(e.getKey()) || packageName.startsWith(e.getKey() + "."))
        .map(Map.Entry::getValue)
        .toList();
  }
}
