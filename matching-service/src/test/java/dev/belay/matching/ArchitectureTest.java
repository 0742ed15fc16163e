package dev.belay.matching;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new NotOfTests()).importPackages("dev.belay.matching");

    @Test
    void looksAtTheService() {
        assertTrue(CLASSES.contain("dev.belay.matching.core.index.Index"));
        assertTrue(CLASSES.contain("dev.belay.matching.replica.Replica"));
        assertTrue(CLASSES.stream().noneMatch(type -> type.getSimpleName().endsWith("Test")));
    }

    @Test
    void theCoreKnowsNothingButJavaAndTheContracts() {
        ArchRule rule = classes()
                .that()
                .resideInAPackage("dev.belay.matching.core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", "org.jspecify.annotations..", "dev.belay.contracts..", "dev.belay.matching.core..");
        rule.check(CLASSES);
    }

    @Test
    void theIndexKnowsNothingOfScores() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage("dev.belay.matching.core.index..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.belay.matching.core.score..");
        rule.check(CLASSES);
    }

    @Test
    void featuresFormNoCycle() {
        slices().matching("dev.belay.matching.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyResourcesSpeakHttp() {
        ArchRule rule = noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Resource")
                .should()
                .dependOnClassesThat(resideInAPackage("jakarta.ws.rs.."));
        rule.check(CLASSES);
    }

    @Test
    void resourcesAreNobodyElsesBusiness() {
        ArchRule rule =
                classes().that().haveSimpleNameEndingWith("Resource").should().bePackagePrivate();
        rule.check(CLASSES);
    }

    @Test
    void noServiceReachesIntoAnother() {
        ArchRule rule = noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.belay.profile..", "dev.belay.mentorship..");
        rule.check(CLASSES);
    }

    @Test
    void nothingIsNamedForItsLayer() {
        ArchRule names = noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils");
        ArchRule packages =
                noClasses().should().resideInAnyPackage("..impl..", "..dto..", "..mapper..", "..util..", "..common..");
        names.check(CLASSES);
        packages.check(CLASSES);
    }

    /** Tests lie in another folder than the classes; no pattern of names tells them apart as surely. */
    private static final class NotOfTests implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/");
        }
    }
}
