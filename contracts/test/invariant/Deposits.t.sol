// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { IEntanglementManager } from "../../src/interfaces/IEntanglementManager.sol";
import { IRequestIds } from "../../src/interfaces/IRequestIds.sol";
import { IStakerRegistry } from "../../src/interfaces/IStakerRegistry.sol";
import { IStakerSelector } from "../../src/interfaces/IStakerSelector.sol";
import { DepositState, DepositView } from "../../src/types/BridgeTypes.sol";
import { StakerView } from "../../src/types/StakerTypes.sol";
import { BaseTest } from "../utils/BaseTest.sol";
import { DepositHandler } from "./handlers/DepositHandler.sol";

/// @notice The invariants of `docs/invariants.md`, by name. What costs a walk over all requests is checked once a run,
/// at its end; the rest after every call.
contract DepositInvariants is BaseTest {
    DepositHandler private _handler;
    IEntanglementManager private _bridge;
    IStakerRegistry private _registry;
    IStakerSelector private _selector;
    IERC20 private _token;

    function setUp() public {
        _handler = new DepositHandler();
        (address bridge, address registry, address selector, address token) = _handler.modules();
        _bridge = IEntanglementManager(bridge);
        _registry = IStakerRegistry(registry);
        _selector = IStakerSelector(selector);
        _token = IERC20(token);
        bytes4[] memory actions = new bytes4[](17);
        actions[0] = DepositHandler.requestDeposit.selector;
        actions[1] = DepositHandler.resolveNext.selector;
        actions[2] = DepositHandler.payShare.selector;
        actions[3] = DepositHandler.execute.selector;
        actions[4] = DepositHandler.expire.selector;
        actions[5] = DepositHandler.recordRefundable.selector;
        actions[6] = DepositHandler.claimBond.selector;
        actions[7] = DepositHandler.claimBalance.selector;
        actions[8] = bytes4(keccak256("addCollateral(uint256,uint256)"));
        actions[9] = DepositHandler.unstake.selector;
        actions[10] = DepositHandler.claimUnstake.selector;
        actions[11] = DepositHandler.setAcceptLimit.selector;
        actions[12] = DepositHandler.refreshWeight.selector;
        actions[13] = DepositHandler.movePrice.selector;
        actions[14] = DepositHandler.passBlocks.selector;
        actions[15] = DepositHandler.passTime.selector;
        actions[16] = DepositHandler.journey.selector;
        targetSelector(address(_handler), actions);
        targetContract(address(_handler));
    }

    /// All of them in one campaign: with one seed each would get the same calls again, once for every invariant.
    function invariant_R1_R2_R4_R5_R7_R8_R9_R10_R14_R29() public view {
        _R1_SupplyIsIssued();
        _R2_ReservedWithinCapacity();
        _R4_MintedIsProven();
        _R8_IdsWithoutGap();
        _R14_Solvent();
        _R29_TreeIsLinear();
        _R5_R7_R9_R10_NothingForbiddenHappened();
    }

    /// R1: the supply is what stakers issued.
    function _R1_SupplyIsIssued() private view {
        uint256 issued;
        for (uint256 i; i < _handler.stakerTotal(); ++i) {
            address staker = _handler.stakerAt(i);
            uint256 ofThis = _registry.stakerOf(staker).issued;
            assertEq(ofThis, _handler.issuedOf(staker), "R1: issued is what was minted at this staker");
            issued += ofThis;
        }
        assertEq(_token.totalSupply(), issued, "R1: supply = sum of issued");
    }

    /// R2: reservations are the open assigned shares; beyond capacity nothing is reserved.
    function _R2_ReservedWithinCapacity() private view {
        uint256 used;
        for (uint256 i; i < _handler.stakerTotal(); ++i) {
            address staker = _handler.stakerAt(i);
            StakerView memory seen = _registry.stakerOf(staker);
            assertEq(seen.toBeIssued, _handler.openOf(staker), "R2: to be issued = open shares");
            used += seen.issued + seen.toBeIssued;
        }
        assertEq(_registry.totalUsed(), used, "R2: total used");
        assertEq(_selector.held(), _handler.heldSats(), "R2: held = open draws");
    }

    /// R4: minted is at most what proven outpoints carried, and is the supply.
    function _R4_MintedIsProven() private view {
        assertEq(_token.totalSupply(), _handler.mintedSats(), "R4: supply = minted");
        assertLe(_handler.mintedSats(), _handler.provenSats(), "R4: minted <= proven");
    }

    /// R8: ids rise by one; every one of them is a request.
    function _R8_IdsWithoutGap() private view {
        (, address ids) = _handler.tokens();
        uint256 count = _handler.count();
        assertEq(IRequestIds(ids).last(), count, "R8: last id = number of requests");
        if (count != 0) assertEq(_handler.idAt(count - 1), count, "R8: ids in order");
    }

    /// R14: each contract holds what it owes.
    function _R14_Solvent() private view {
        (address collateral,) = _handler.tokens();
        assertEq(_handler.bridgeBalance(), _handler.bondLiabilityWei(), "R14: grief bonds");
        assertEq(address(_registry).balance, _handler.registrationWei(), "R14: registration bonds");
        assertEq(IERC20(collateral).balanceOf(address(_registry)), _handler.collateralOwed(), "R14: collateral");
        assertEq(_token.balanceOf(address(_bridge)), 0, "R14: the bridge keeps no qpBTC");
    }

    /// R29: the tree's total is the sum of its weights, and a point falls where a linear scan says.
    function _R29_TreeIsLinear() private view {
        uint256 stakers = _registry.stakerCount();
        uint256 sum;
        for (uint256 id = 1; id <= stakers; ++id) {
            uint256 weight = _selector.weightOf(id);
            if (weight != 0) {
                assertEq(_selector.stakerAt(sum), id, "R29: first point of a staker");
                assertEq(_selector.stakerAt(sum + weight - 1), id, "R29: last point of a staker");
            }
            sum += weight;
        }
        assertEq(_selector.totalWeight(), sum, "R29: total");
    }

    /// What an action found: these are about single moments. R7 for the newest request; for all of them at the end.
    function _R5_R7_R9_R10_NothingForbiddenHappened() private view {
        assertEq(_handler.violation(), "", "a handler saw what must never happen");
        uint256 count = _handler.count();
        if (count == 0) return;
        uint256 newest = _handler.idAt(count - 1);
        assertEq(_bridge.depositOf(newest).sats, _handler.ghostSats(newest), "R7: the share carries the amount");
    }

    /// R5, R7, R9, R10 over every request, at the end of a run.
    function afterInvariant() public view {
        for (uint256 i; i < _handler.count(); ++i) {
            uint256 reqId = _handler.idAt(i);
            DepositView memory deposit = _bridge.depositOf(reqId);
            DepositState known = _handler.ghostState(reqId);
            bool nearRefund = deposit.state == DepositState.Refundable
                && (known == DepositState.Assigned || known == DepositState.Expired);
            if (!nearRefund) assertEq(uint256(deposit.state), uint256(known), "R9: state = ghost");
            assertEq(deposit.sats, _handler.ghostSats(reqId), "R7: the share carries the amount");
            if (deposit.staker != address(0)) {
                assertEq(keccak256(deposit.script), _handler.ghostScript(reqId), "R10: the script never changes");
            }
        }
        for (uint256 i; i < _handler.consumedCount(); ++i) {
            assertTrue(_bridge.consumed(_handler.consumedTxid(i), 0), "R5: consumed stays consumed");
        }
    }
}
