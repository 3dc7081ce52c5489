// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { Proof } from "../../src/types/BitcoinTypes.sol";
import { BridgeParams, DepositState } from "../../src/types/BridgeTypes.sol";
import { DepositFixture } from "../utils/DepositFixture.sol";

/// @notice T24: every function that changes something, with zero, empty and largest arguments, by whoever may call it:
/// each is refused, none is taken for a valid value.
contract ZeroValuesTest is DepositFixture {
    struct Call {
        address caller;
        address target;
        bytes data;
    }

    Call[] private _calls;

    function setUp() public override {
        super.setUp();
        addStakers(3, 2 * BTC);
    }

    function test_T24_Bridge() external {
        address b = address(system.bridge);
        address m = address(system.minter);
        _add(alice, b, abi.encodeCall(system.bridge.requestDeposit, (0, alice, REFUND_KEY, false)));
        _add(alice, b, abi.encodeCall(system.bridge.requestDeposit, (type(uint64).max, alice, REFUND_KEY, false)));
        _add(alice, b, abi.encodeCall(system.bridge.requestDeposit, (BTC, address(0), REFUND_KEY, false)));
        _add(alice, b, abi.encodeCall(system.bridge.requestDeposit, (BTC, alice, bytes20(0), false)));
        uint256[2] memory ids = [uint256(0), type(uint256).max];
        for (uint256 i; i < 2; ++i) {
            _add(alice, b, abi.encodeCall(system.bridge.resolveDeposit, (ids[i])));
            _add(alice, m, abi.encodeCall(system.minter.executeDeposit, (ids[i], 0, new Proof[](1))));
            _add(alice, b, abi.encodeCall(system.bridge.expireDeposit, (ids[i], 0)));
            uint256[] memory list = new uint256[](1);
            list[0] = ids[i];
            _add(alice, b, abi.encodeCall(system.bridge.claimBonds, (list)));
            _add(guardian, b, abi.encodeCall(system.bridge.pauseDeposits, (ids[i])));
            _add(alice, b, abi.encodeCall(system.bridge.depositScript, (ids[i], 0)));
            _add(alice, b, abi.encodeCall(system.bridge.depositWitnessScript, (ids[i], 0)));
        }
        uint256 reqId = assigned(alice, BTC);
        _add(alice, m, abi.encodeCall(system.minter.executeDeposit, (reqId, 0, new Proof[](0))));
        // A proof that is all zero: root 0, path empty, hash 0 (the Nomad defect).
        _add(alice, m, abi.encodeCall(system.minter.executeDeposit, (reqId, 0, new Proof[](1))));
        _add(alice, m, abi.encodeCall(system.minter.executeDeposit, (reqId, type(uint8).max, new Proof[](1))));
        Proof[] memory zeros = new Proof[](1);
        zeros[0].header = new bytes(80);
        zeros[0].height = type(uint256).max;
        _add(alice, m, abi.encodeCall(system.minter.executeDeposit, (reqId, 0, zeros)));
        zeros[0].height = 1;
        _add(alice, m, abi.encodeCall(system.minter.executeDeposit, (reqId, 0, zeros)));
        _add(alice, b, abi.encodeCall(system.bridge.claimBonds, (new uint256[](0))));
        _add(alice, b, abi.encodeCall(system.bridge.claimBalance, ()));
        BridgeParams memory none;
        _add(address(this), b, abi.encodeCall(system.bridge.setParams, (none)));
        uint16 max16 = type(uint16).max;
        _add(
            address(this),
            b,
            abi.encodeCall(
                system.bridge.setParams,
                (BridgeParams(type(uint64).max, type(uint64).max, max16, max16, type(uint32).max, max16))
            )
        );
        _add(address(this), m, abi.encodeCall(system.minter.setFeeRecipient, (address(0))));
        _assertAllRefused();
        assertState(reqId, DepositState.Assigned, "untouched");
    }

    function test_T24_RegistrySelectorTokenIds() external {
        address r = address(system.registry);
        (address fresh,) = makeAddrAndKey("fresh");
        vm.deal(fresh, 1 ether);
        system.registry.setWhitelisted(fresh, true);
        _add(fresh, r, abi.encodeCall(system.registry.register, (0, 0, "", "")));
        _add(fresh, r, abi.encodeCall(system.registry.register, (type(uint256).max, type(uint256).max, "", "")));
        address s = stakers[0];
        _add(s, r, abi.encodeCall(system.registry.depositCollateral, (0)));
        _add(s, r, abi.encodeCall(system.registry.depositCollateral, (type(uint256).max)));
        _add(s, r, abi.encodeCall(system.registry.requestUnstake, (0)));
        _add(s, r, abi.encodeCall(system.registry.requestUnstake, (type(uint256).max)));
        _add(s, r, abi.encodeCall(system.registry.cancelUnstake, ()));
        _add(s, r, abi.encodeCall(system.registry.claimUnstake, ()));
        _add(s, r, abi.encodeCall(system.registry.setAcceptLimit, (type(uint64).max)));
        _add(s, r, abi.encodeCall(system.registry.refreshWeight, (address(0))));
        _add(address(this), r, abi.encodeCall(system.registry.setWhitelisted, (address(0), true)));
        _add(address(this), r, abi.encodeCall(system.registry.setRegistrationBond, (0)));
        _add(address(this), r, abi.encodeCall(system.registry.setRegistrationBond, (type(uint256).max)));
        address bridge = address(system.bridge);
        uint256[2] memory ids = [uint256(0), type(uint256).max];
        for (uint256 i; i < 2; ++i) {
            _add(bridge, r, abi.encodeCall(system.registry.tryReserve, (ids[i], 0, 1)));
            _add(bridge, r, abi.encodeCall(system.registry.release, (ids[i], 0)));
            _add(bridge, r, abi.encodeCall(system.registry.issue, (ids[i], 0, 0)));
        }
        _add(bridge, r, abi.encodeCall(system.registry.release, (1, type(uint64).max)));
        _add(bridge, r, abi.encodeCall(system.registry.issue, (1, type(uint64).max, type(uint64).max)));
        address d = address(system.selector);
        _add(bridge, d, abi.encodeCall(system.selector.requestDraw, (1, type(uint64).max)));
        _add(bridge, d, abi.encodeCall(system.selector.resolveDraw, (0, 0, true)));
        _add(bridge, d, abi.encodeCall(system.selector.resolveDraw, (type(uint256).max, type(uint64).max, false)));
        _add(r, d, abi.encodeCall(system.selector.setWeight, (0, 0)));
        _add(bridge, address(system.qpBTC), abi.encodeCall(system.qpBTC.mint, (address(0), 1, alice, 0)));
        _add(bridge, address(system.qpBTC), abi.encodeCall(system.qpBTC.mint, (alice, 1, address(0), 1)));
        _add(bridge, address(system.qpBTC), abi.encodeCall(system.qpBTC.burn, (type(uint256).max)));
        _add(address(this), address(system.requestIds), abi.encodeCall(system.requestIds.setIssuer, (address(0), true)));
        _assertAllRefused();
        assertEq(system.registry.totalUsed(), 0, "untouched");
        assertEq(system.selector.totalWeight(), 6 * BTC / 10_000, "untouched");
    }

    /// @dev Ids that do not exist read as nothing, never as something.
    function test_T24_ViewsOfNothing() external view {
        assertEq(uint256(system.bridge.depositOf(0, 0).state), uint256(DepositState.None), "no deposit");
        assertEq(uint256(system.bridge.depositOf(type(uint256).max, 0).state), uint256(DepositState.None), "no deposit");
        assertEq(system.registry.stakerOf(address(0)).id, 0, "no staker");
        assertEq(system.registry.stakerById(0), address(0), "no staker");
        assertEq(system.registry.drawableCapacity(0), 0, "no staker");
        assertFalse(system.minter.consumed(0, 0), "no default true");
        assertFalse(system.minter.consumed(bytes32(type(uint256).max), type(uint32).max), "no default true");
        assertEq(system.selector.weightOf(0), 0, "no weight");
        assertEq(system.selector.weightOf(type(uint256).max), 0, "no weight");
        assertEq(system.selector.drawBlockOf(0), 0, "no draw");
    }

    function _add(address caller, address target, bytes memory data) private {
        _calls.push(Call(caller, target, data));
    }

    function _assertAllRefused() private {
        for (uint256 i; i < _calls.length; ++i) {
            Call memory c = _calls[i];
            bool pays = bytes4(c.data) == system.bridge.requestDeposit.selector;
            uint256 value = pays ? 1 ether : 0;
            if (bytes4(c.data) == system.registry.register.selector) value = 0.1 ether;
            vm.prank(c.caller);
            (bool ok, bytes memory reason) = c.target.call{ value: value }(c.data);
            assertFalse(ok, string.concat("call ", vm.toString(i), " was taken: ", vm.toString(c.data)));
            assertGe(reason.length, 4, string.concat("call ", vm.toString(i), " has no reason"));
        }
    }
}
