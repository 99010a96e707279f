package relay.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.time.Instant;

/**
 * The arrows and names of ARCHITECTURE.md as rules. Each module runs them over its own classes in
 * an {@code ArchitectureTest} of two lines.
 */
public final class ArchitectureRules {
  @ArchTest
  public static final ArchRule the_domain_knows_only_the_jdk_and_pure_libraries =
      classes()
          .that()
          .resideInAPackage("relay.domain..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "relay.domain..",
              "java..",
              "javax.crypto..",
              "javax.security.auth..",
              "javax.xml.stream..",
              "jakarta.json..",
              "com.samskivert.mustache..",
              "org.bouncycastle..")
          .allowEmptyShould(true);

  @ArchTest
  public static final ArchRule the_domain_opens_no_socket =
      noClasses()
          .that()
          .resideInAPackage("relay.domain..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.net\\.(.*Socket.*|Http.*)|java\\.nio\\.channels\\..*|java\\.sql\\..*")
          .allowEmptyShould(true);

  @ArchTest public static final ArchRule nothing_points_at_rar = nothingPointsAt("rar");

  @ArchTest public static final ArchRule nothing_points_at_ejb = nothingPointsAt("ejb");

  @ArchTest public static final ArchRule nothing_points_at_batch = nothingPointsAt("batch");

  @ArchTest public static final ArchRule nothing_points_at_web = nothingPointsAt("web");

  @ArchTest
  public static final ArchRule concepts_form_no_cycles =
      slices().matching("relay.domain.(*)..").should().beFreeOfCycles().allowEmptyShould(true);

  @ArchTest
  public static final ArchRule subetha_and_connector_api_stay_in_the_adapters =
      noClasses()
          .that()
          .resideOutsideOfPackages("relay.rar..", "relay.artemis..", "relay.ejb.broker..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.subethamail..", "jakarta.resource..")
          .allowEmptyShould(true);

  @ArchTest
  public static final ArchRule names_say_the_thing =
      noClasses()
          .should()
          .haveNameMatching(".*(Impl|Manager|Helper|Utils?|DTO|Dto|DAO|Dao|Facade|Assembler|Info)");

  @ArchTest
  public static final ArchRule the_domain_reads_no_clock =
      noClasses()
          .that()
          .resideInAPackage("relay.domain..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .allowEmptyShould(true);

  @ArchTest
  public static final ArchRule no_mutable_statics =
      fields().that().areStatic().and().areNotPrivate().should().beFinal().allowEmptyShould(true);

  @ArchTest
  public static final ArchRule no_generic_exceptions =
      GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

  @ArchTest
  public static final ArchRule no_standard_streams =
      GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  private ArchitectureRules() {}

  private static ArchRule nothingPointsAt(String module) {
    return noClasses()
        .that()
        .resideOutsideOfPackage("relay." + module + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("relay." + module + "..")
        .allowEmptyShould(true);
  }
}
