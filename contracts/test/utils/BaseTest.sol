// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { CheatCodes } from "./CheatCodes.sol";

/// @notice What every test contract stands on: cheatcodes, labelled assertions, bounds, named accounts, vectors, and
/// the targets that forge's invariant runner asks for. It exists because npm's forge-std (1.1.2) has none of the last
/// and needs a package that is not published.
abstract contract BaseTest {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    CheatCodes internal constant vm = CheatCodes(address(uint160(uint256(keccak256("hevm cheat code")))));

    bool public constant IS_TEST = true;

    string internal constant VECTORS = "contracts/test/vectors/";

    address[] private _targets;
    address[] private _excluded;
    address[] private _senders;
    FuzzSelector[] private _selectors;

    // --- targets of the invariant runner, read by name ---

    function targetContract(address target) internal {
        _targets.push(target);
    }

    function excludeContract(address target) internal {
        _excluded.push(target);
    }

    function targetSender(address sender) internal {
        _senders.push(sender);
    }

    function targetSelector(address target, bytes4[] memory selectors) internal {
        _selectors.push(FuzzSelector(target, selectors));
    }

    function targetContracts() public view returns (address[] memory) {
        return _targets;
    }

    function excludeContracts() public view returns (address[] memory) {
        return _excluded;
    }

    function targetSenders() public view returns (address[] memory) {
        return _senders;
    }

    function targetSelectors() public view returns (FuzzSelector[] memory) {
        return _selectors;
    }

    // --- helpers ---

    function skip(uint256 seconds_) internal {
        vm.warp(vm.getBlockTimestamp() + seconds_);
    }

    function makeAddr(string memory name) internal returns (address who) {
        (who,) = makeAddrAndKey(name);
    }

    function makeAddrAndKey(string memory name) internal returns (address who, uint256 key) {
        key = uint256(keccak256(bytes(name)));
        who = vm.addr(key);
        vm.label(who, name);
    }

    /// @return `x` itself when it lies in [min, max], else a value in there that depends on it
    function bound(uint256 x, uint256 min, uint256 max) internal pure returns (uint256) {
        require(min <= max, "bound: min > max");
        if (x >= min && x <= max) return x;
        uint256 size;
        unchecked {
            size = max - min + 1; // 0 stands for 2^256, then every x was in range already
        }
        return min + (x % size);
    }

    /// @return text of `contracts/test/vectors/<name>`
    function readVector(string memory name) internal view returns (string memory) {
        return vm.readFile(string.concat(VECTORS, name));
    }

    // --- assertions ---

    function assertTrue(bool condition, string memory label) internal pure {
        vm.assertTrue(condition, label);
    }

    function assertTrue(bool condition) internal pure {
        vm.assertTrue(condition, "");
    }

    function assertFalse(bool condition, string memory label) internal pure {
        vm.assertFalse(condition, label);
    }

    function assertFalse(bool condition) internal pure {
        vm.assertFalse(condition, "");
    }

    function assertEq(uint256 actual, uint256 expected, string memory label) internal pure {
        vm.assertEq(actual, expected, label);
    }

    function assertEq(uint256 actual, uint256 expected) internal pure {
        vm.assertEq(actual, expected, "");
    }

    function assertEq(int256 actual, int256 expected, string memory label) internal pure {
        vm.assertEq(actual, expected, label);
    }

    function assertEq(address actual, address expected, string memory label) internal pure {
        vm.assertEq(actual, expected, label);
    }

    function assertEq(address actual, address expected) internal pure {
        vm.assertEq(actual, expected, "");
    }

    function assertEq(bytes32 actual, bytes32 expected, string memory label) internal pure {
        vm.assertEq(actual, expected, label);
    }

    function assertEq(bytes32 actual, bytes32 expected) internal pure {
        vm.assertEq(actual, expected, "");
    }

    function assertEq(bool actual, bool expected, string memory label) internal pure {
        vm.assertEq(actual, expected, label);
    }

    function assertEq(string memory actual, string memory expected, string memory label) internal pure {
        vm.assertEq(actual, expected, label);
    }

    function assertEq(string memory actual, string memory expected) internal pure {
        vm.assertEq(actual, expected, "");
    }

    function assertEq(bytes memory actual, bytes memory expected, string memory label) internal pure {
        vm.assertEq(actual, expected, label);
    }

    function assertEq(bytes memory actual, bytes memory expected) internal pure {
        vm.assertEq(actual, expected, "");
    }

    function assertNotEq(uint256 actual, uint256 other, string memory label) internal pure {
        vm.assertNotEq(actual, other, label);
    }

    function assertNotEq(bytes32 actual, bytes32 other, string memory label) internal pure {
        vm.assertNotEq(actual, other, label);
    }

    function assertNotEq(address actual, address other, string memory label) internal pure {
        vm.assertNotEq(actual, other, label);
    }

    function assertLt(uint256 actual, uint256 limit, string memory label) internal pure {
        vm.assertLt(actual, limit, label);
    }

    function assertLe(uint256 actual, uint256 limit, string memory label) internal pure {
        vm.assertLe(actual, limit, label);
    }

    function assertGt(uint256 actual, uint256 limit, string memory label) internal pure {
        vm.assertGt(actual, limit, label);
    }

    function assertGe(uint256 actual, uint256 limit, string memory label) internal pure {
        vm.assertGe(actual, limit, label);
    }

    function assertApproxEqAbs(uint256 actual, uint256 expected, uint256 delta, string memory label) internal pure {
        vm.assertApproxEqAbs(actual, expected, delta, label);
    }

    function assertApproxEqRel(uint256 actual, uint256 expected, uint256 wad, string memory label) internal pure {
        vm.assertApproxEqRel(actual, expected, wad, label);
    }
}
