// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IStakerRegistry } from "../../../src/interfaces/IStakerRegistry.sol";
import { StakerKeys } from "../../../src/libraries/StakerKeys.sol";
import { StakerState, StakerView } from "../../../src/types/StakerTypes.sol";
import { DepositFixture } from "../../utils/DepositFixture.sol";

contract RegisterTest is DepositFixture {
    uint256 private constant BOND = 0.1 ether;
    uint256 private constant N = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;
    uint256 private constant P = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFC2F;

    address private staker;
    uint256 private key;
    uint256 private x;
    uint256 private y;
    bytes private signature;

    function setUp() public override {
        super.setUp();
        (staker, key) = makeAddrAndKey("the staker");
        vm.deal(staker, 100 ether);
        system.registry.setWhitelisted(staker, true);
        (x, y, signature) = keyProof(staker, key);
    }

    function test_RevertWhen_NotWhitelisted() external {
        system.registry.setWhitelisted(staker, false);
        _refused(abi.encodeWithSelector(IStakerRegistry.StakerRegistry_NotWhitelisted.selector, staker));
    }

    function test_RevertWhen_RegisteredAlready() external {
        _register();
        _refused(abi.encodeWithSelector(IStakerRegistry.StakerRegistry_AlreadyRegistered.selector, staker));
    }

    function test_RevertWhen_BondNotExact() external {
        uint256[3] memory values = [uint256(0), BOND - 1, BOND + 1];
        for (uint256 i; i < 3; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IStakerRegistry.StakerRegistry_BondAmount.selector, values[i], BOND));
            vm.prank(staker);
            system.registry.register{ value: values[i] }(x, y, signature, sweepScript(staker));
        }
    }

    function test_RevertWhen_KeyNotOnCurve() external {
        uint256[2][5] memory keys = [[x, y + 1], [0, y], [x, 0], [P, y], [x, P]];
        for (uint256 i; i < 5; ++i) {
            (x, y) = (keys[i][0], keys[i][1]);
            _refused(abi.encodeWithSelector(IStakerRegistry.StakerRegistry_KeyNotOnCurve.selector, x, y));
        }
    }

    function test_RevertWhen_KeyTaken() external {
        _register();
        (address second,) = makeAddrAndKey("the second");
        vm.deal(second, 1 ether);
        system.registry.setWhitelisted(second, true);
        (x, y, signature) = keyProof(second, key);
        staker = second;
        _refused(abi.encodeWithSelector(IStakerRegistry.StakerRegistry_KeyTaken.selector, bytes32(x)));
        // The mirror image belongs to the same person: its private key is N less the other.
        (x, y, signature) = keyProof(second, N - key);
        _refused(abi.encodeWithSelector(IStakerRegistry.StakerRegistry_KeyTaken.selector, bytes32(x)));
    }

    function test_RevertWhen_SweepScriptNotStandard() external {
        bytes[4] memory scripts =
            [bytes(""), hex"6a0401020304", abi.encodePacked(hex"5220", x), abi.encodePacked(hex"21", x, hex"02ac")];
        for (uint256 i; i < 4; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IStakerRegistry.StakerRegistry_BadSweepScript.selector, scripts[i]));
            vm.prank(staker);
            system.registry.register{ value: BOND }(x, y, signature, scripts[i]);
        }
    }

    function test_RevertWhen_SignatureMalformed() external {
        bytes memory well = signature;
        (bytes32 r, bytes32 s, uint8 v) = _parts(well);
        bytes[5] memory bad = [
            bytes(""),
            abi.encodePacked(r, s),
            abi.encodePacked(well, uint8(0)),
            // The same signature with the larger half of s (BIP-62).
            abi.encodePacked(r, bytes32(N - uint256(s)), v == 27 ? uint8(28) : uint8(27)),
            abi.encodePacked(r, s, v - 27)
        ];
        for (uint256 i; i < 5; ++i) {
            signature = bad[i];
            _refused(abi.encodeWithSelector(IStakerRegistry.StakerRegistry_BadSignature.selector));
        }
    }

    /// @dev T25
    function test_RevertWhen_SignatureForAnother() external {
        bytes32[3] memory digests = [
            StakerKeys.digest(StakerKeys.message(alice, block.chainid, address(system.registry))),
            StakerKeys.digest(StakerKeys.message(staker, block.chainid + 1, address(system.registry))),
            StakerKeys.digest(StakerKeys.message(staker, block.chainid, address(system.bridge)))
        ];
        for (uint256 i; i < 3; ++i) {
            (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digests[i]);
            signature = abi.encodePacked(r, s, v);
            vm.expectPartialRevert(IStakerRegistry.StakerRegistry_BadKeyProof.selector);
            vm.prank(staker);
            system.registry.register{ value: BOND }(x, y, signature, sweepScript(staker));
        }
    }

    function test_RevertWhen_SignatureOfAnotherKey() external {
        (,, signature) = keyProof(staker, key + 1);
        vm.expectPartialRevert(IStakerRegistry.StakerRegistry_BadKeyProof.selector);
        vm.prank(staker);
        system.registry.register{ value: BOND }(x, y, signature, sweepScript(staker));
    }

    /// @dev r = 0 recovers nobody; nobody is never the owner of a key
    function test_RevertWhen_SignatureRecoversNobody() external {
        signature = abi.encodePacked(bytes32(0), bytes32(uint256(1)), uint8(27));
        _refused(
            abi.encodeWithSelector(
                IStakerRegistry.StakerRegistry_BadKeyProof.selector, address(0), StakerKeys.addressOf(x, y)
            )
        );
    }

    function test_Register() external {
        bytes memory pubKey = abi.encodePacked(y % 2 == 0 ? bytes1(0x02) : bytes1(0x03), x);
        vm.expectEmit(address(system.registry));
        emit IStakerRegistry.StakerRegistered(staker, 1, pubKey, sweepScript(staker), BOND);
        _register();
        StakerView memory seen = system.registry.stakerOf(staker);
        assertEq(seen.id, 1, "id");
        assertEq(uint256(seen.state), uint256(StakerState.Active), "active");
        assertEq(seen.pubKey, pubKey, "key");
        assertEq(seen.sweepScript, sweepScript(staker), "script");
        assertEq(seen.registrationBondWei, BOND, "bond");
        assertEq(seen.acceptLimit, type(uint56).max, "no limit");
        assertEq(system.registry.stakerById(1), staker, "by id");
        assertEq(system.registry.pubKeyById(1), pubKey, "key by id");
        assertEq(system.registry.stakerCount(), 1, "count");
        assertEq(address(system.registry).balance, BOND, "bond held");
    }

    /// @dev A later change of the parameter never changes what an earlier staker gets back (R15, delegation's defect).
    function test_BondStaysAsPaid() external {
        _register();
        system.registry.setRegistrationBond(1 ether);
        assertEq(system.registry.stakerOf(staker).registrationBondWei, BOND, "as paid");
    }

    /// @dev The text as a person's wallet shows it.
    function test_Message() external pure {
        assertEq(
            StakerKeys.message(
                0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed, 200_901, 0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359
            ),
            "Sluice staker 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed chain 200901 registry 0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
            "message"
        );
    }

    function _register() private {
        vm.prank(staker);
        system.registry.register{ value: BOND }(x, y, signature, sweepScript(staker));
    }

    function _refused(bytes memory reason) private {
        vm.expectRevert(reason);
        _register();
    }

    function _parts(bytes memory sig) private pure returns (bytes32 r, bytes32 s, uint8 v) {
        assembly {
            r := mload(add(sig, 32))
            s := mload(add(sig, 64))
            v := byte(0, mload(add(sig, 96)))
        }
    }
}
